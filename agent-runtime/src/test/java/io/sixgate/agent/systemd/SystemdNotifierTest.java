package io.sixgate.agent.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.log.CapturedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With the real systemd-notify; Python is in the place of systemd. Not socat: it keeps the file
 * descriptor that comes with BARRIER=1 open, so that systemd-notify waits 5 s for each message.
 */
class SystemdNotifierTest {

  private static final String RECEIVER =
      """
      import socket, sys
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind(sys.argv[1])
      while True:
          print(s.recv(4096).decode(), flush=True)
      """;

  private static final long POLL = Duration.ofMillis(10).toNanos();

  @TempDir Path folder;
  private Process receiver;

  @AfterEach
  void endReceiver() {
    if (receiver != null) {
      receiver.destroy();
    }
  }

  @Test
  void systemdHearsEachMessageAndAnEqualStatusOnce() throws Exception {
    SystemdNotifier systemd = new SystemdNotifier(Map.of("NOTIFY_SOCKET", receive()));
    systemd.ready();
    systemd.status("ok, names 3");
    systemd.status("ok, names 3");
    systemd.reloading();
    systemd.stopping();
    List<String> heard = heardUntil("STOPPING=1");
    assertEquals(
        List.of("READY=1", "STATUS=ok, names 3", "RELOADING=1", "STOPPING=1"),
        heard.stream().filter(line -> !line.startsWith("MONOTONIC_USEC=")).toList());
    long told =
        heard.stream()
            .filter(line -> line.startsWith("MONOTONIC_USEC="))
            .mapToLong(line -> Long.parseLong(line.substring(15)))
            .findFirst()
            .orElseThrow();
    assertTrue(told > 0 && told <= System.nanoTime() / 1000);
  }

  @Test
  void theWatchdogPingsOnlyWhileTheLoopTurns() throws Exception {
    SystemdNotifier systemd = new SystemdNotifier(Map.of("NOTIFY_SOCKET", receive()));
    AtomicBoolean turning = new AtomicBoolean(true);
    try (CapturedLog log = CapturedLog.open();
        Watchdog watchdog = new Watchdog(systemd, turning::get)) {
      watchdog.beat();
      turning.set(false);
      watchdog.beat();
      watchdog.beat();
      systemd.status("marker");
      assertEquals(List.of("WATCHDOG=1", "STATUS=marker"), heardUntil("STATUS=marker"));
      assertEquals(1, log.take().size(), "told once");
      turning.set(true);
      watchdog.beat();
      systemd.stopping();
      assertEquals(
          List.of("WATCHDOG=1", "STATUS=marker", "WATCHDOG=1", "STOPPING=1"),
          heardUntil("STOPPING=1"));
    }
  }

  @Test
  void aSystemdThatDoesNotListenIsToldToTheOperatorOnce() throws Exception {
    assumeTrue(isInstalled("systemd-notify"), "systemd-notify is absent: nothing to run");
    SystemdNotifier systemd =
        new SystemdNotifier(Map.of("NOTIFY_SOCKET", folder.resolve("absent").toString()));
    try (CapturedLog log = CapturedLog.open()) {
      systemd.ready();
      systemd.alive();
      List<String> lines = log.take();
      assertEquals(1, lines.size());
      assertTrue(
          lines.get(0).startsWith("WARN fake systemd-not-told text=\"systemd-notify READY=1: exit"),
          lines.get(0));
    }
  }

  @Test
  void withoutASocketNothingIsRun() throws Exception {
    try (CapturedLog log = CapturedLog.open()) {
      new SystemdNotifier(Map.of("PATH", "/nowhere")).ready();
      assertEquals(List.of(), log.take());
    }
  }

  @Test
  void pingsComeTwiceAsOftenAsSystemdWantsThemAndOnlyFromTheProcessItMeans() {
    assertEquals(
        Optional.of(Duration.ofSeconds(15)),
        Watchdog.interval(Map.of("WATCHDOG_USEC", "30000000")));
    assertEquals(Optional.empty(), Watchdog.interval(Map.of()));
    for (String bad : List.of("", "0", "-1", "x", "99999999999999999999")) {
      assertEquals(Optional.empty(), Watchdog.interval(Map.of("WATCHDOG_USEC", bad)), bad);
    }
    String own = String.valueOf(ProcessHandle.current().pid());
    assertTrue(
        Watchdog.interval(Map.of("WATCHDOG_USEC", "2000000", "WATCHDOG_PID", own)).isPresent());
    assertEquals(
        Optional.empty(),
        Watchdog.interval(Map.of("WATCHDOG_USEC", "2000000", "WATCHDOG_PID", "1")));
  }

  private String receive() throws Exception {
    assumeTrue(isInstalled("python3"), "python3 is absent: no one to receive");
    assumeTrue(isInstalled("systemd-notify"), "systemd-notify is absent: nothing to run");
    Path socket = folder.resolve("notify");
    receiver =
        new ProcessBuilder("python3", "-c", RECEIVER, socket.toString())
            .redirectOutput(folder.resolve("heard").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!Files.exists(socket) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL);
    }
    return socket.toString();
  }

  /** What came so far, without systemd-notify's own BARRIER=1. */
  private List<String> heardUntil(String last) throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      List<String> heard =
          Files.readAllLines(folder.resolve("heard")).stream()
              .filter(line -> !line.isEmpty() && !line.equals("BARRIER=1"))
              .toList();
      if (!heard.isEmpty() && heard.get(heard.size() - 1).equals(last)) {
        return heard;
      }
      LockSupport.parkNanos(POLL);
    }
    throw new AssertionError(last + " was not heard: " + Files.readString(folder.resolve("heard")));
  }

  private static boolean isInstalled(String program) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }
}
