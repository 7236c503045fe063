package io.sixgate.relay.main;

import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.log.Line;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.agent.status.State;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.agent.systemd.SystemdNotifier;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells systemd and {@code sixgate status} that the relay lives, from its start to its end. */
final class RelayStatus implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RelayStatus.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final StatusFile file;
  private final SystemdNotifier systemd;
  private final Supplier<Map<String, Long>> counts;
  private final Supplier<List<String>> problems;
  private final Supplier<Map<String, Map<String, Map<String, Long>>>> tables;
  private final Instant started = Instant.now();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "status"));
  private boolean complained;
  private volatile long counted = System.nanoTime();

  /**
   * @param counts of mail, by kebab-case name
   * @param problems of the inventory
   * @param tables of mail, for SNMP and metrics
   */
  RelayStatus(
      StatusFile file,
      SystemdNotifier systemd,
      Supplier<Map<String, Long>> counts,
      Supplier<List<String>> problems,
      Supplier<Map<String, Map<String, Map<String, Long>>>> tables) {
    this.file = file;
    this.systemd = systemd;
    this.counts = counts;
    this.problems = problems;
    this.tables = tables;
  }

  /** Mail is served from now on. */
  void start() throws IOException, InterruptedException {
    file.removeLeftovers();
    write();
    systemd.ready();
    var unused =
        thread.scheduleWithFixedDelay(
            this::write, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
  }

  private void write() {
    AgentStatus status = status();
    counted = System.nanoTime();
    write(status);
  }

  /** Whether mail could be counted lately: it cannot while a spool's lock is held for good, say. */
  boolean isTurning() {
    return System.nanoTime() - counted < 3 * HEARTBEAT.toNanos();
  }

  private synchronized void write(AgentStatus status) {
    try {
      file.write(status);
      complained = false;
    } catch (IOException e) {
      if (!complained) {
        Line.event("status-not-written").with("text", FailureText.of(e)).warn(LOG);
      }
      complained = true;
    }
  }

  private AgentStatus status() {
    Instant now = Instant.now();
    return new AgentStatus(
        MailRelay.NAME,
        ProcessHandle.current().pid(),
        Version.text(),
        started,
        now,
        HEARTBEAT.toSeconds(),
        State.OK,
        null,
        now,
        null,
        null,
        counts.get(),
        problems.get(),
        List.of(),
        null,
        null,
        null,
        tables.get());
  }

  @Override
  public void close() {
    thread.shutdownNow();
    write(status().stopped(Instant.now()));
  }
}
