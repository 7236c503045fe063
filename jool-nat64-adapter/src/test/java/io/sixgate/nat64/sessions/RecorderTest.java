package io.sixgate.nat64.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecorderTest {
  private static final String YESTERDAY = "# started 2026-11-25T09:00:00Z\n";

  @TempDir private Path state;
  private SessionFiles files;

  @BeforeEach
  void aFolder() throws IOException {
    files = SessionFiles.in(state);
    Files.createDirectories(files.folder());
  }

  private Recorder recorder(String now) {
    return new Recorder(
        state, state, List.of("/bin/true"), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private List<String> readAll() throws IOException {
    List<String> lines = new ArrayList<>();
    files.forEachLine(lines::add);
    return lines;
  }

  @Test
  void theConfigurationComesAndGoesAndIsNotWrittenTwice() throws Exception {
    Recorder recorder = recorder("2026-11-26T00:00:04Z");
    assertTrue(recorder.plan(false, 0, true).isEmpty());
    RecorderPlan plan = recorder.plan(true, 30, false);
    assertTrue(plan.commands().contains("/bin/true restart sixgate-nat64-log.service"));
    assertTrue(recorder.apply(plan).isComplete());
    assertTrue(recorder.plan(true, 30, true).isEmpty());
    recorder.apply(recorder.plan(false, 0, false));
    assertFalse(Files.exists(state.resolve("ulogd.conf")));
  }

  @Test
  void yesterdaysFileIsClosedThenCompressedThenRemovedByItsAge() throws Exception {
    recorder("2026-11-25T10:00:00Z").apply(recorder("2026-11-25T10:00:00Z").plan(true, 2, false));
    Files.writeString(files.current(), YESTERDAY + "a line\n");
    assertTrue(recorder("2026-11-25T23:59:59Z").plan(true, 2, true).isEmpty());

    Recorder next = recorder("2026-11-26T00:00:04Z");
    RecorderPlan plan = next.plan(true, 2, true);
    assertTrue(
        plan.commands().contains("/bin/true try-reload-or-restart sixgate-nat64-log.service"));
    next.apply(plan);
    assertEquals(List.of(files.folder().resolve("sessions-20261126T000004Z.log")), files.former());

    next.apply(next.plan(true, 2, true));
    assertEquals(
        List.of(files.folder().resolve("sessions-20261126T000004Z.log.gz")), files.former());
    Files.writeString(files.current(), "a newer line\n");
    assertEquals(List.of(YESTERDAY.strip(), "a line", "a newer line"), readAll());
    assertTrue(next.plan(true, 2, true).isEmpty());

    Recorder later = recorder("2026-11-28T00:00:05Z");
    later.apply(later.plan(true, 2, true));
    assertEquals(List.of("a newer line"), readAll());
  }

  @Test
  void withoutLogDaysAllOfItGoes() throws Exception {
    Files.writeString(files.current(), "a line\n");
    Recorder recorder = recorder("2026-11-26T08:00:00Z");
    recorder.apply(recorder.plan(false, 0, true));
    Recorder later = recorder("2026-11-26T08:01:00Z");
    later.apply(later.plan(false, 0, true));
    assertFalse(files.forEachLine(line -> {}));
  }

  @Test
  void whatWasRecordedIsKeptItsTimeThoughBlocksTellByNow() throws Exception {
    Files.writeString(files.current(), "a line\n");
    Recorder recorder = recorder("2026-11-26T08:00:00Z");
    recorder.apply(recorder.plan(false, 30, true));
    recorder.apply(recorder.plan(false, 30, true));
    assertEquals(List.of("a line"), readAll());
    assertTrue(recorder("2026-12-20T08:00:00Z").plan(false, 30, true).isEmpty());
  }

  @Test
  void itIsToldIfNobodyRecords() throws Exception {
    Recorder recorder = recorder("2026-11-26T08:00:00Z");
    assertTrue(recorder.warnings().get(0).contains("systemctl enable --now sixgate-nat64-log"));
    Files.writeString(files.folder().resolve("ulogd.pid"), "4711\n");
    Files.createDirectories(state.resolve("4711"));
    Files.writeString(state.resolve("4711/comm"), "ulogd\n");
    assertEquals(List.of(), recorder.warnings());
  }
}
