package io.sixgate.dns.dnsdist;

import io.sixgate.agent.command.Command;
import io.sixgate.inventory.net.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One dnsdist.
 *
 * @param name as messages call it, e.g. {@code dnsdist@sixgate-zones}
 * @param program that checks a configuration and speaks to the console
 * @param state the folder from which it starts
 * @param console where it listens for commands, on loopback
 * @param group whose members may read the console's key: dnsdist's own
 * @param restart what starts it anew
 * @param patience how long it may say nothing
 * @param restartPatience how long a start may take
 */
public record DnsdistSettings(
    String name,
    Path program,
    Path state,
    ServerAddress console,
    String group,
    Command restart,
    Duration patience,
    Duration restartPatience) {
  /** What dnsdist reads first. */
  public Path configuration() {
    return state.resolve("sixgate.lua");
  }

  /** Where its console is, and the key to it; also all that dnsdist as a client needs. */
  public Path consoleFile() {
    return state.resolve("console.lua");
  }
}
