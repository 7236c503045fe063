package io.sixgate.agent.systemd;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandFailed;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.log.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends sd_notify(3) messages through Debian's own {@code systemd-notify}, as Java 17 has no
 * datagram sockets in the file system (docs/decisions/0002-sd-notify.md). Units need {@code
 * NotifyAccess=all}. A message that cannot be sent is told once and costs nothing else.
 */
public final class SystemdNotifier {

  private static final Logger LOG = LoggerFactory.getLogger(SystemdNotifier.class);

  /** Above the 5 s for which systemd-notify itself waits for systemd to take the message. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final Optional<String> socket;
  private final CommandRunner runner = new CommandRunner(PATIENCE, 4096);
  private String lastStatus = "";
  private boolean complained;

  /**
   * A notifier for the unit that this environment tells of.
   *
   * @param environment of the process; without {@code NOTIFY_SOCKET} nothing is ever sent
   */
  public SystemdNotifier(Map<String, String> environment) {
    this.socket = Optional.ofNullable(environment.get("NOTIFY_SOCKET")).filter(s -> !s.isEmpty());
  }

  /** The agent does its work: start-up, or the reload that was told, is over. */
  public void ready() throws InterruptedException {
    send("READY=1");
  }

  /** SIGHUP is being obeyed; {@link #ready} has to follow. */
  public void reloading() throws InterruptedException {
    // systemd wants CLOCK_MONOTONIC; on Linux that is what System.nanoTime reads.
    send("RELOADING=1", "MONOTONIC_USEC=" + System.nanoTime() / 1000);
  }

  /** The agent is about to end. */
  public void stopping() throws InterruptedException {
    send("STOPPING=1");
  }

  /** The loop turns. */
  public void alive() throws InterruptedException {
    send("WATCHDOG=1");
  }

  /** The line that {@code systemctl status} shows; sent only when it is another one. */
  public synchronized void status(String text) throws InterruptedException {
    if (!text.equals(lastStatus)) {
      lastStatus = text;
      send("STATUS=" + text.replaceAll("[\\x00\\r\\n]", " "));
    }
  }

  private synchronized void send(String... assignments) throws InterruptedException {
    if (socket.isEmpty()) {
      return;
    }
    List<String> arguments = new ArrayList<>(List.of("systemd-notify"));
    arguments.addAll(List.of(assignments));
    try {
      runner.run(Command.of(arguments).withEnvironment("NOTIFY_SOCKET", socket.get())).orThrow();
      complained = false;
    } catch (CommandFailed e) {
      if (!complained) {
        Line.event("systemd-not-told").with("text", e.getMessage()).warn(LOG);
      }
      complained = true;
    }
  }
}
