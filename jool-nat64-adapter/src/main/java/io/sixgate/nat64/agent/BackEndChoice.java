package io.sixgate.nat64.agent;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.model.Nat64BackEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which translator does it on this machine. */
public final class BackEndChoice {
  /** Where the kernel tells of the module while it is loaded. */
  public static final Path MODULE = Path.of("/sys/module/jool");

  private BackEndChoice() {}

  /**
   * The one that the option names, else gateway.yaml, else Jool if the kernel can have it.
   *
   * @return jool or tayga
   */
  public static Nat64BackEnd of(Nat64Settings settings, Optional<Nat64> configured)
      throws InterruptedException {
    Nat64BackEnd wanted =
        settings.backEnd().orElse(configured.map(Nat64::backEnd).orElse(Nat64BackEnd.AUTO));
    if (wanted != Nat64BackEnd.AUTO) {
      return wanted;
    }
    return joolCanBeLoaded() ? Nat64BackEnd.JOOL : Nat64BackEnd.TAYGA;
  }

  /** Loaded, or there to be loaded; `modprobe -n` does all but load it. */
  private static boolean joolCanBeLoaded() throws InterruptedException {
    if (Files.isDirectory(MODULE)) {
      return true;
    }
    try {
      return CommandRunner.standard().run(Command.of("modprobe", "-n", "-q", "jool")).status() == 0;
    } catch (IOException e) {
      return false; // no modprobe, no modules
    }
  }
}
