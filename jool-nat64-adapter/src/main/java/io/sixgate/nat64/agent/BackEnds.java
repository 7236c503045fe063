package io.sixgate.nat64.agent;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.nat64.jool.Jool;
import io.sixgate.nat64.state.Translator;
import io.sixgate.nat64.tayga.Tayga;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The translators of this gateway, made when they are first wanted. */
final class BackEnds {
  private final Nat64Settings settings;
  private Jool jool;
  private Tayga tayga;

  BackEnds(Nat64Settings settings) {
    this.settings = settings;
  }

  /** The one that the option names, else gateway.yaml, else Jool if the kernel can have it. */
  Translator<?> choose(Optional<Nat64> configured) throws InterruptedException {
    Nat64BackEnd wanted =
        settings.backEnd().orElse(configured.map(Nat64::backEnd).orElse(Nat64BackEnd.AUTO));
    boolean byKernel =
        wanted == Nat64BackEnd.JOOL || (wanted == Nat64BackEnd.AUTO && joolCanBeLoaded());
    if (!byKernel) {
      if (tayga == null) {
        tayga = new Tayga(settings.tayga());
      }
      return tayga;
    }
    if (jool == null) {
      jool = new Jool(settings.joolSettings());
    }
    jool.removeForeign(configured.filter(Nat64::removeForeign).isPresent());
    return jool;
  }

  /** Loaded, or there to be loaded; `modprobe -n` does all but load it. */
  private static boolean joolCanBeLoaded() throws InterruptedException {
    if (Files.isDirectory(Path.of("/sys/module/jool"))) {
      return true;
    }
    try {
      return CommandRunner.standard().run(Command.of("modprobe", "-n", "-q", "jool")).status() == 0;
    } catch (IOException e) {
      return false; // no modprobe, no modules
    }
  }
}
