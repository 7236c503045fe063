package io.sixgate.nat64.agent;

import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.nat64.jool.JoolSettings;
import io.sixgate.nat64.nft.TaygaDevice;
import io.sixgate.nat64.share.History;
import io.sixgate.nat64.tayga.TaygaSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where everything is on this gateway.
 *
 * @param state folder of the files
 * @param backEnd in the place of what gateway.yaml says
 * @param nft the program
 * @param jool the program
 * @param conntrack the program
 * @param taygaRestart the command that makes TAYGA read its configuration
 * @param logService the command that starts and reloads who records sessions
 */
public record Nat64Settings(
    Path state,
    Optional<Nat64BackEnd> backEnd,
    String nft,
    String jool,
    String conntrack,
    List<String> taygaRestart,
    List<String> logService) {

  public Nat64Settings {
    taygaRestart = List.copyOf(taygaRestart);
    logService = List.copyOf(logService);
  }

  /** Who had which part of the pool, and when. */
  public Path shares() {
    return state.resolve(History.FILE);
  }

  JoolSettings joolSettings() {
    return new JoolSettings(jool, nft, state);
  }

  TaygaSettings tayga() {
    return new TaygaSettings(
        nft,
        conntrack,
        Path.of("/proc/net/stat/nf_conntrack"),
        state,
        taygaRestart,
        Path.of("/sys/class/net", TaygaDevice.NAME, "carrier"));
  }
}
