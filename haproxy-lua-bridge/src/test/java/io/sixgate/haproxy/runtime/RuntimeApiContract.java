package io.sixgate.haproxy.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.file.LateSync;
import io.sixgate.agent.status.Traffic;
import io.sixgate.haproxy.Refusals;
import io.sixgate.haproxy.StarttlsCounts;
import io.sixgate.haproxy.map.LiveMap;
import io.sixgate.haproxy.map.MapCosts;
import io.sixgate.haproxy.map.MapFile;
import io.sixgate.haproxy.map.MapPlan;
import io.sixgate.haproxy.runtime.RuntimeApiException.Kind;
import io.sixgate.haproxy.traffic.TrafficTable;
import io.sixgate.lab.haproxy.HaproxyServer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What agents rely on in HAProxy. The fake must pass it, so that it can't drift from the real. */
abstract class RuntimeApiContract {
  private Path folder;
  private Path map;
  private Path recentMap;
  private HaproxyServer haproxy;
  private RuntimeApi api;

  abstract HaproxyServer haproxy(Path folder, List<Path> maps) throws IOException;

  @BeforeEach
  void start() throws IOException {
    folder = Files.createTempDirectory(Path.of("/tmp"), "sg");
    map = folder.resolve("names.map");
    Files.writeString(map, "# comment\nwww.acme.example 2001:db8:a::80|embedded\n");
    recentMap = folder.resolve("names.recent.map");
    Files.createFile(recentMap);
    haproxy = haproxy(folder, List.of(map, recentMap));
    haproxy.restart();
    api = new RuntimeApi(new RuntimeSocket(haproxy.socket(), Duration.ofSeconds(5)));
  }

  @AfterEach
  void stop() throws IOException {
    if (haproxy != null) { // null if there is none to start, and the test was skipped
      haproxy.close();
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Test
  void aStartedServerHoldsWhatTheFileSays() throws IOException {
    assertEquals(
        new MapContent(Map.of("www.acme.example", "2001:db8:a::80|embedded"), false),
        api.read(map));
  }

  @Test
  void oneEntryIsAddedChangedAndRemoved() throws IOException {
    api.add(map, Map.of("*.shop.acme.example", "-"));
    assertEquals("-", api.read(map).entries().get("*.shop.acme.example"));
    api.set(map, "*.shop.acme.example", "2001:db8:a::81|none");
    assertEquals("2001:db8:a::81|none", api.read(map).entries().get("*.shop.acme.example"));
    api.del(map, "*.shop.acme.example");
    assertFalse(api.read(map).entries().containsKey("*.shop.acme.example"));
  }

  @Test
  void oneKeyIsLookedUp() throws IOException {
    assertEquals(Optional.of("2001:db8:a::80|embedded"), api.get(map, "www.acme.example"));
    assertEquals(Optional.empty(), api.get(map, "no.acme.example"));
  }

  @Test
  void moreEntriesThanOnePayloadHoldsAreAdded() throws IOException {
    Map<String, String> many = names(2_000);
    api.add(map, many);
    assertEquals(2_001, api.read(map).entries().size());
    assertTrue(api.read(map).entries().entrySet().containsAll(many.entrySet()));
  }

  @Test
  void aReplacementIsTheWholeContentOfTheFile() throws IOException {
    for (int count : List.of(1_000, 0, 1, 0)) {
      write(map, names(count));
      api.replace(map);
      assertEquals(new MapContent(names(count), false), api.read(map));
    }
  }

  @Test
  void entriesOfAnyLengthFitIntoAReplacementsPayloads() throws IOException {
    for (int length : List.of(1, 100, 101, MapCommand.LONGEST_WORD - 11)) {
      Map<String, String> entries = new HashMap<>();
      for (int i = 0; i < 400; i++) {
        entries.put("%s%03d.example".formatted("n".repeat(length), i), "v".repeat(length));
      }
      write(map, entries);
      api.replace(map);
      assertEquals(new MapContent(entries, false), api.read(map));
    }
  }

  @Test
  void aFileThatIsCutOffReplacesNothing() throws IOException {
    Files.writeString(map, "www.site.example 2001:db8:a::1|none\nwww.half");
    RuntimeApiException e = assertThrows(RuntimeApiException.class, () -> api.replace(map));
    assertEquals(Kind.DOUBTFUL, e.kind());
    assertTrue(e.getMessage().startsWith(map + " cannot be read: its last line"), e.getMessage());
    assertEquals(Set.of("www.acme.example"), api.read(map).entries().keySet());
  }

  @Test
  void aKeyThatStandsTwiceIsNoticed() throws IOException {
    api.add(map, Map.of("twice.example", "1"));
    api.add(map, Map.of("twice.example", "2"));
    assertTrue(api.read(map).ambiguous());
  }

  @Test
  void aMapThatHaproxyDoesNotKnowIsRefusedInItsWords() {
    Path unknown = folder.resolve("unknown.map");
    RuntimeApiException e = assertThrows(RuntimeApiException.class, () -> api.read(unknown));
    assertEquals(Kind.REFUSED, e.kind());
    assertEquals(
        "HAProxy at %s refused \"show map %s\": Unknown map identifier. Please use #<id> or <file>."
            .formatted(haproxy.socket(), unknown),
        e.getMessage());
    assertEquals(
        Kind.REFUSED, assertThrows(RuntimeApiException.class, () -> api.replace(unknown)).kind());
  }

  @Test
  void changesOfAMissingKeyAreRefused() {
    assertEquals(
        Kind.REFUSED,
        assertThrows(RuntimeApiException.class, () -> api.set(map, "no.example", "1")).kind());
    assertEquals(
        Kind.REFUSED,
        assertThrows(RuntimeApiException.class, () -> api.del(map, "no.example")).kind());
  }

  @Test
  void anotherProcessIsAnotherWorkerAndHoldsTheFileOnly() throws IOException {
    Worker before = api.worker();
    assertEquals(before, api.worker());
    api.add(map, Map.of("new.example", "1"));
    haproxy.restart();
    assertNotEquals(before, api.worker());
    assertFalse(api.read(map).entries().containsKey("new.example"));
  }

  @Test
  void aVariableIsReadAndAMissingOneIsEmpty() throws IOException {
    assertEquals(Optional.of("64"), api.environment("SIXGATE_TEST"));
    assertEquals(Optional.empty(), api.environment("SIXGATE_NO_SUCH"));
  }

  @Test
  void aFrontendHasCountersByTheNamesOfTheManual() throws IOException {
    Map<String, Long> counters = api.counters("front");
    assertEquals(0, counters.get("ereq"));
    assertEquals(0, counters.get("dcon"));
    assertEquals(null, counters.get("status"), "a word is no counter");
    assertEquals(Map.of(), api.counters("no_such"));
  }

  @Test
  void everyReasonToRefuseAVisitorHasACount() throws IOException {
    new RuntimeSocket(haproxy.socket(), Duration.ofSeconds(5))
        .ask("set table sixgate_refusals key unknown data.gpc0 12");
    Map<String, Long> counts = Refusals.read(api).counts();
    assertEquals(12, counts.get("unknown"));
    assertEquals(
        "[unknown, refused, limited-connections, limited-rate, limited-host, limited-hello, loop,"
            + " limited-headers, closed-at-once, not-tls]",
        counts.keySet().toString());
  }

  @Test
  void aStoppedServerIsUnreachable() throws IOException {
    haproxy.kill();
    RuntimeApiException e = assertThrows(RuntimeApiException.class, () -> api.worker());
    assertEquals(Kind.UNREACHABLE, e.kind());
    assertTrue(
        e.getMessage().contains("; start HAProxy with -f and the agents' folder, e.g."),
        e.getMessage());
  }

  @Test
  void aRandomWalkOfASmallMapEndsWhereItShouldAndASecondPlanIsEmpty() throws IOException {
    walk(new LiveMap(map, Optional.empty(), api), 40, 200);
  }

  @Test
  void aRandomWalkOfALargeMapEndsWhereItShouldAndASecondPlanIsEmpty() throws IOException {
    walk(new LiveMap(map, Optional.of(recentMap), api), 40, 1500);
  }

  /** Every tenth step is a large one: a rewrite. */
  private void walk(LiveMap live, int steps, int largeStep) throws IOException {
    Random random = new Random(64);
    live.read(Map.of());
    Map<String, String> desired = new HashMap<>(live.found());
    for (int step = 0; step < steps; step++) {
      int changes = step % 10 == 9 ? largeStep : random.nextInt(5);
      Set<String> touched = new HashSet<>();
      for (int i = 0; i < changes; i++) {
        String key = "n" + random.nextInt(changes > 5 ? 2000 : 12) + ".example";
        touched.add(key);
        if (random.nextInt(3) == 0) {
          desired.remove(key);
        } else {
          desired.put(key, "2001:db8:a::" + random.nextInt(9) + "|none");
        }
      }
      MapCosts costs = new MapCosts(step % 2 == 0);
      MapPlan plan =
          random.nextBoolean() ? live.plan(desired, costs) : live.plan(desired, touched, costs);
      live.writeFiles(plan, desired);
      List<String> refused = new ArrayList<>();
      live.grow(plan, desired, refused);
      live.shrink(plan, refused);
      assertEquals(List.of(), refused);
      assertEquals(desired, live.found());
      live.read(desired);
      MapPlan second = live.plan(desired, costs);
      assertTrue(second.isEmpty(), () -> "after a pass still to do: " + second.commands());
      assertEquals(desired, live.found(), "read back");
      if (random.nextInt(8) == 0) {
        haproxy.restart();
        live.read(desired);
        assertEquals(desired, live.found(), "a server that starts from the files");
        haproxy.kill();
        assertTrue(live.planFiles(desired).removals() == 0);
        haproxy.restart();
      }
    }
  }

  @Test
  void recentChangesThatDidNotReachTheDiskAreRewrittenUntilTheyDo() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    LateSync broken =
        new LateSync(
            file -> {
              throw new IOException("Input/output error");
            });
    LiveMap live = new LiveMap(map, Optional.of(recentMap), api, broken);
    live.read(Map.of());
    Map<String, String> desired = new HashMap<>(live.found());
    MapCosts costs = new MapCosts(true);
    try (broken) {
      broken.start(told::countDown);
      desired.put("new.acme.example", "2001:db8:a::81|none");
      carryOut(live, live.plan(desired, List.of("new.acme.example"), costs), desired);
      assertTrue(told.await(10, TimeUnit.SECONDS), "the disk's failure was not told");
    }
    MapPlan plan = live.plan(desired, List.of(), costs);
    assertEquals(List.of(map, recentMap), plan.write());
    carryOut(live, plan, desired);
    assertEquals(Optional.of("2001:db8:a::81|none"), api.get(map, "new.acme.example"));
    assertTrue(live.plan(desired, List.of(), costs).isEmpty(), "rewritten and synced, all is well");
  }

  @Test
  void aChangeOfALargeMapWritesAndChangesTheSmallOneBeforeIt() throws IOException {
    LiveMap live = new LiveMap(map, Optional.of(recentMap), api);
    live.read(Map.of());
    Map<String, String> desired = new HashMap<>(live.found());
    MapCosts costs = new MapCosts(true);
    desired.remove("www.acme.example");
    desired.put("new.acme.example", "2001:db8:a::81|none");
    MapPlan plan = live.plan(desired, costs);
    assertEquals(
        List.of(
            "# write " + recentMap,
            "add map " + recentMap + " new.acme.example 2001:db8:a::81|none",
            "add map " + recentMap + " www.acme.example gone"),
        plan.commands());
    carryOut(live, plan, desired);
    desired.put("www.acme.example", "2001:db8:a::80|embedded");
    desired.remove("new.acme.example");
    plan = live.plan(desired, costs);
    assertEquals(
        List.of(
            "# write " + recentMap,
            "del map " + recentMap + " www.acme.example",
            "del map " + recentMap + " new.acme.example"),
        plan.commands());
    carryOut(live, plan, desired);
    assertEquals(Map.of(), api.read(recentMap).entries());
  }

  @Test
  void whatWasRefusedIsToldByItsReason() throws IOException {
    assertEquals(Map.of(), api.refusals());
    RuntimeSocket socket = new RuntimeSocket(haproxy.socket(), Duration.ofSeconds(5));
    socket.ask("set table sixgate_refusals key unknown data.gpc0 12");
    socket.ask("set table sixgate_refusals key limited-rate data.gpc0 3");
    assertEquals(Map.of("limited-rate", 3L, "unknown", 12L), api.refusals());
  }

  @Test
  void howStarttlsWentIsToldByProtocolAndOutcome() throws IOException {
    assertEquals(Map.of(), StarttlsCounts.read(api).protocols());
    RuntimeSocket socket = new RuntimeSocket(haproxy.socket(), Duration.ofSeconds(5));
    socket.ask("set table sixgate_starttls_counts key pop3");
    assertEquals(
        "{pop3={came=0, starttls=0, implicit=0, relayed=0, host-failed=0, unknown=0, refused=0,"
            + " limited=0, ended-before-tls=0}}",
        StarttlsCounts.read(api).protocols().toString());
  }

  @Test
  void whatWasCarriedIsToldByCustomerServiceAndFamily() throws IOException {
    TrafficTable table = new TrafficTable("sixgate_traffic");
    assertEquals(List.of(), table.read(api));
    new RuntimeSocket(haproxy.socket(), Duration.ofSeconds(5))
        .ask(
            "set table sixgate_traffic key acme|443|4 data.conn_cnt 3 data.bytes_in_cnt 900"
                + " data.bytes_out_cnt 1099511627776");
    assertEquals(List.of(new Traffic("acme", "443", 4, 3, 900, 1L << 40)), table.read(api));
    assertEquals(List.of(), new TrafficTable("no_such_table").read(api));
  }

  @Test
  void aHostThatFailsIsMarkedAndUnmarked() throws IOException {
    api.markFailed("2001:db8:a::80", true);
    api.markFailed("2001:db8:a::80", false);
  }

  private static void carryOut(LiveMap live, MapPlan plan, Map<String, String> desired)
      throws IOException {
    List<String> refused = new ArrayList<>();
    live.writeFiles(plan, desired);
    live.grow(plan, desired, refused);
    live.shrink(plan, refused);
    assertEquals(List.of(), refused);
    assertEquals(desired, live.found());
  }

  private static void write(Path file, Map<String, String> entries) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      MapFile.write(entries, out);
    }
  }

  private static Map<String, String> names(int count) {
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < count; i++) {
      names.put("www.site%07d.example".formatted(i), "2001:db8:a::%x|proxy-v2".formatted(i));
    }
    return names;
  }
}
