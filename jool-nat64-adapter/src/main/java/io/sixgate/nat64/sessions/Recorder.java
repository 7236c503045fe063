package io.sixgate.nat64.sessions;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.file.FileReplacer;
import io.sixgate.agent.loop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps ulogd's configuration and its files as the inventory says. It is ulogd that writes, without
 * the agent: {@code sixgate-nat64-log} starts it from the configuration.
 */
public final class Recorder {
  /** A file that has grown so large is closed before its day is over. */
  static final long LARGE = 64L << 20;

  private static final String UNIT = "sixgate-nat64-log.service";

  private final SessionFiles files;
  private final Path configuration;
  private final Path pid;
  private final Path proc;
  private final List<String> service;
  private final Clock clock;

  /**
   * A recorder.
   *
   * @param state folder of NAT64's files
   * @param proc the folder /proc
   * @param service the command that starts and reloads units, e.g. {@code systemctl}
   */
  public Recorder(Path state, Path proc, List<String> service, Clock clock) {
    this.files = SessionFiles.in(state);
    this.configuration = state.resolve("ulogd.conf");
    this.pid = files.folder().resolve("ulogd.pid");
    this.proc = proc;
    this.service = List.copyOf(service);
    this.clock = clock;
  }

  /**
   * What is to be done.
   *
   * @param records whether sessions are to be recorded
   * @param days how long records are kept, also those of a time when there were some; 0: not at all
   * @param full whether files are looked at as well
   */
  public RecorderPlan plan(boolean records, int days, boolean full) throws IOException {
    Instant now = clock.instant();
    Optional<String> wanted = records ? Optional.of(text()) : Optional.empty();
    Optional<String> present =
        Files.exists(configuration)
            ? Optional.of(Files.readString(configuration))
            : Optional.empty();
    Optional<Path> closed = Optional.empty();
    List<Path> expired = new ArrayList<>();
    List<Path> plain = new ArrayList<>();
    if (full || !wanted.equals(present)) {
      if (isToBeClosed(records, now)) {
        closed = Optional.of(files.closedAt(now));
      }
      Instant oldest = now.minus(Duration.ofDays(days));
      for (Path file : files.former()) {
        if (files.isOlder(file, oldest)) {
          expired.add(file);
        } else if (!SessionFiles.isCompressed(file)) {
          plain.add(file);
        }
      }
    }
    return new RecorderPlan(
        configuration,
        wanted,
        !wanted.equals(present),
        files.current(),
        closed,
        plain,
        expired,
        service(wanted.equals(present) ? "try-reload-or-restart" : "restart"));
  }

  /** The last one, a file of yesterday, or a large one; if the clock went back, the file stays. */
  private boolean isToBeClosed(boolean records, Instant now) throws IOException {
    if (!Files.exists(files.current())) {
      return false;
    }
    return !records
        || Files.size(files.current()) >= LARGE
        || files.begin().filter(begin -> day(begin).isBefore(day(now))).isPresent();
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private List<String> service(String action) {
    List<String> command = new ArrayList<>(service);
    command.add(action);
    command.add(UNIT);
    return command;
  }

  /**
   * Begins and ends of sessions, each line written at once; of hosts' sessions only, which are IPv4
   * behind TAYGA. The kernel's filter of IPv4 sources lets all of IPv6 pass: 100::/64 is no source
   * of anything (RFC 6666).
   */
  private String text() {
    return """
        # Written by sixgate-nat64 for sixgate-nat64-log; changes are overwritten.
        [global]
        logfile="stdout"
        loglevel=5
        stack=sessions:NFCT,text:IP2STR,file:GPRINT
        [sessions]
        hash_enable=0
        event_mask=5
        accept_src_filter=198.18.0.0/15,100::/64
        netlink_socket_buffer_size=1048576
        netlink_socket_buffer_maxsize=16777216
        [file]
        file="%s"
        sync=1
        """
        .formatted(files.current());
  }

  /** Carries the plan out. */
  public Outcome apply(RecorderPlan plan) throws IOException, InterruptedException {
    for (Path file : plan.expired()) {
      Files.deleteIfExists(file);
    }
    for (Path file : plan.plain()) {
      SessionFiles.compress(file);
    }
    if (plan.closed().isPresent()) {
      // ulogd writes on into it until it is told to open its file anew.
      Files.move(files.current(), plan.closed().get());
    }
    if (plan.rewrites()) {
      if (plan.text().isPresent()) {
        String text = plan.text().get();
        FileReplacer.withMode(configuration, "rw-r-----").replace(out -> out.write(text));
      } else {
        Files.deleteIfExists(configuration);
      }
    }
    if (plan.tells()) {
      try {
        new CommandRunner(Duration.ofSeconds(30), 1 << 16)
            .run(Command.of(plan.command()))
            .orThrow();
      } catch (IOException e) {
        return new Outcome(plan.drift(), List.of(e.getMessage()));
      }
    }
    return new Outcome(plan.drift(), List.of());
  }

  /** What an operator should know while sessions should be recorded. */
  public List<String> warnings() {
    return isRunning()
        ? List.of()
        : List.of(
            "nat64: nobody records sessions, so that \"sixgate nat64 who\" will not find those of now; start it with: systemctl enable --now sixgate-nat64-log");
  }

  /** Whether ulogd runs, as far as its number tells. */
  private boolean isRunning() {
    try {
      String number = Files.readString(pid).strip();
      return number.matches("[0-9]{1,9}")
          && Files.readString(proc.resolve(number).resolve("comm")).startsWith("ulogd");
    } catch (IOException e) {
      return false; // neither the file nor, perhaps, the process
    }
  }
}
