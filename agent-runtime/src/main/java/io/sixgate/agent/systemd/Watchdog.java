package io.sixgate.agent.systemd;

import io.sixgate.agent.log.Line;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pings systemd's watchdog while, and only while, the loop turns. A loop that hangs gets no pings,
 * so that systemd restarts the agent (sd_watchdog_enabled(3)).
 */
public final class Watchdog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final SystemdNotifier systemd;
  private final BooleanSupplier turning;
  private final ScheduledExecutorService thread;
  private boolean hanging;

  /**
   * A watchdog that was not started.
   *
   * @param turning whether the loop came round lately
   */
  public Watchdog(SystemdNotifier systemd, BooleanSupplier turning) {
    this.systemd = systemd;
    this.turning = turning;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "watchdog");
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * Half of what systemd allows between two pings; nothing if it expects none from this process.
   *
   * @param environment {@code WATCHDOG_USEC} and {@code WATCHDOG_PID} are looked at
   */
  public static Optional<Duration> interval(Map<String, String> environment) {
    String pid = environment.get("WATCHDOG_PID");
    if (pid != null && !pid.equals(String.valueOf(ProcessHandle.current().pid()))) {
      return Optional.empty();
    }
    String usec = environment.getOrDefault("WATCHDOG_USEC", "");
    return usec.matches("[1-9][0-9]{0,17}")
        ? Optional.of(Duration.ofNanos(Math.multiplyExact(Long.parseLong(usec) / 2, 1000)))
        : Optional.empty();
  }

  /** Pings from now on. */
  public void start(Duration interval) {
    var unused =
        thread.scheduleAtFixedRate(this::beat, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** One ping, if it is true. */
  void beat() {
    boolean turns = turning.getAsBoolean();
    if (!turns && !hanging) {
      Line.event("hanging")
          .with("text", "a pass is beyond its deadline; watchdog pings stop until it ends")
          .warn(LOG);
    }
    hanging = !turns;
    try {
      if (turns) {
        systemd.alive();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the pings. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
