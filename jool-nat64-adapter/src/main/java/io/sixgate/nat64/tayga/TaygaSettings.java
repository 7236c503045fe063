package io.sixgate.nat64.tayga;

import java.nio.file.Path;
import java.util.List;

/**
 * Where TAYGA and what it needs are on this machine.
 *
 * @param nft the program
 * @param conntrack the program
 * @param statistics the kernel's file of conntrack's numbers
 * @param state folder of the files
 * @param restart the command that makes TAYGA read its configuration, word by word
 * @param carrier the file that says 1 while TAYGA holds its tunnel
 */
public record TaygaSettings(
    String nft, String conntrack, Path statistics, Path state, List<String> restart, Path carrier) {
  public TaygaSettings {
    restart = List.copyOf(restart);
  }

  Path configuration() {
    return state.resolve("tayga.conf");
  }
}
