package io.sixgate.agent.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.log.CapturedLog;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.agent.status.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLoopTest {

  @TempDir Path folder;

  private final FakeReconciler agent = new FakeReconciler();
  private final ManualTime time = new ManualTime();
  private final List<AgentStatus> statuses = new ArrayList<>();
  private CapturedLog log;
  private ForceFile force;
  private AgentLoop loop;
  private AgentLoop hanging;

  @BeforeEach
  void makeLoop() {
    log = CapturedLog.open();
    force = new ForceFile(folder.resolve("fake.force"));
    loop =
        new AgentLoop(
            agent,
            LoopSettings.standard("fake", "0.1.0"),
            time,
            new Random(1),
            force,
            new LoopObserver() {
              @Override
              public void passBegins(Set<Trigger> triggers) {}

              @Override
              public void status(AgentStatus status) {
                statuses.add(status);
              }
            });
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void theFirstPassReadsEverythingAndTheNextOnlyWhatChanged() throws Exception {
    agent.desired = names(2);
    loop.turn();
    change(names(3));
    assertEquals(List.of(Depth.FULL, Depth.CHANGES), agent.depths);
    assertEquals("add n0\nadd n1\nadd n2\n", agent.server.toString());
    assertEquals(
        List.of(
            "INFO fake applied effect=\"2 added, 0 removed\" outcome=\"2 done\" trigger=start"
                + " depth=full took-ms=0",
            "INFO fake applied effect=\"1 added, 0 removed\" outcome=\"1 done\" trigger=change"
                + " depth=changes took-ms=0"),
        log.take());
  }

  @Test
  void anUnchangedPassIsSilent() throws Exception {
    start(names(2));
    for (Trigger trigger : List.of(Trigger.CHANGE, Trigger.HANGUP, Trigger.SERVER)) {
      loop.trigger(trigger);
      loop.turn();
    }
    assertEquals(List.of(), log.take());
    assertEquals("nothing to do", last().lastOutcome());
    assertEquals(4, agent.depths.size());
  }

  @Test
  void triggersThatWaitTogetherMakeOnePassOfTheGreatestDepth() throws Exception {
    start(names(1));
    loop.trigger(Trigger.CHANGE);
    loop.trigger(Trigger.CHANGE);
    loop.trigger(Trigger.HANGUP);
    loop.turn();
    loop.turn();
    assertEquals(List.of(Depth.FULL, Depth.FULL), agent.depths);
  }

  @Test
  void theAuditRepairsWhatSomebodyElseChangedAtTheServer() throws Exception {
    start(names(3));
    agent.server.entries.remove("n1");
    loop.trigger(Trigger.CHANGE);
    loop.turn();
    assertFalse(agent.server.entries.contains("n1"));
    time.pass(Duration.ofSeconds(60));
    loop.turn();
    assertTrue(agent.server.entries.contains("n1"));
    assertEquals(
        List.of(
            "INFO fake applied effect=\"1 added, 0 removed\" outcome=\"1 done\" trigger=timer"
                + " depth=full took-ms=0"),
        log.take());
  }

  @Test
  void aClockThatIsSetIsToldAndEverythingIsLookedAtAnewOnce() throws Exception {
    start(names(1));
    time.setMachineClock(Instant.parse("2026-11-20T13:00:00Z"));
    loop.turn();
    loop.turn();
    time.setMachineClock(Instant.parse("2026-11-19T13:00:00Z"));
    time.pass(Duration.ofSeconds(10));
    loop.turn();
    time.pass(Duration.ofSeconds(10));
    loop.turn();
    assertEquals(List.of(Depth.FULL, Depth.FULL, Depth.FULL), agent.depths);
    String text =
        " text=\"the machine's clock was set, or the machine slept; what ends on a date is looked at"
            + " anew\"";
    assertEquals(
        List.of("WARN fake clock-set by-s=3600" + text, "WARN fake clock-set by-s=-86400" + text),
        log.take());
    assertEquals(Instant.parse("2026-11-19T13:00:20Z"), last().written());
  }

  @Test
  void settingTheMachinesClockMovesNoAudit() throws Exception {
    start(names(1));
    time.setMachineClock(Instant.EPOCH);
    loop.turn();
    time.pass(Duration.ofSeconds(59));
    loop.turn();
    assertEquals(2, agent.depths.size());
    time.pass(Duration.ofSeconds(1));
    loop.turn();
    assertEquals(3, agent.depths.size());
    assertEquals(Instant.EPOCH.plusSeconds(120), last().nextAudit());
  }

  @Test
  void aClockThatIsSlewedIsNothingToTell() throws Exception {
    start(names(1));
    for (int i = 0; i < 100; i++) {
      time.pass(Duration.ofSeconds(10));
      time.setMachineClock(time.wall().plusMillis(5));
      loop.turn();
    }
    assertEquals(List.of(), log.take());
  }

  @Test
  void aServerThatIsDownIsToldOnceRetriedAndToldOnceMoreWhenItIsBack() throws Exception {
    agent.server.up = false;
    agent.desired = names(2);
    long wait = loop.turn();
    for (int i = 0; i < 5; i++) {
      time.pass(Duration.ofNanos(wait));
      wait = loop.turn();
      assertEquals(State.FAILING, last().state());
      assertTrue(wait <= Duration.ofSeconds(30).toNanos());
    }
    assertEquals(List.of("WARN fake failing text=\"connect fake.sock: refused\""), log.take());
    agent.server.up = true;
    time.pass(Duration.ofSeconds(30));
    loop.turn();
    assertEquals(State.OK, last().state());
    List<String> lines = log.take();
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.get(1).startsWith("INFO fake recovered failed-passes="), lines.get(1));
    assertTrue(agent.depths.stream().allMatch(Depth.FULL::equals));
    assertEquals(List.of(), last().failures());
  }

  @Test
  void whatFailedInPartIsReadBackAndDoneLater() throws Exception {
    agent.server.locked.add("n1");
    agent.desired = names(3);
    loop.turn();
    assertEquals(
        List.of(
            "INFO fake applied-partly planned=\"3 added, 0 removed\" outcome=\"2 done, 1 failed\""
                + " trigger=start depth=full took-ms=0",
            "WARN fake failing text=\"add n1: not obeyed\""),
        log.take());
    assertEquals(State.FAILING, last().state());
    assertEquals(List.of("add n1: not obeyed"), last().failures());
    agent.server.locked.clear();
    loop.trigger(Trigger.CHANGE);
    loop.turn();
    assertEquals(List.of(Depth.FULL, Depth.FULL), agent.depths);
    assertEquals("add n0\nadd n1\nadd n2\n", agent.server.toString());
    assertEquals(State.OK, last().state());
  }

  @Test
  void aDefectInTheAgentIsToldWithItsTraceAndDoesNotEndTheLoop() throws Exception {
    agent.defect = new IllegalStateException("oops");
    loop.turn();
    List<String> lines = log.take();
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).startsWith("ERROR fake failing text=\"defect in the agent: "));
    assertTrue(lines.get(0).contains(" trace="));
    agent.defect = null;
    change(names(1));
    assertEquals(State.OK, last().state());
  }

  @Test
  void theBrakeHoldsAPlanAndTellsItOnce() throws Exception {
    start(names(40));
    change(names(20));
    loop.trigger(Trigger.CHANGE);
    loop.turn();
    assertEquals(40, agent.server.entries.size());
    assertEquals(State.REFUSED, last().state());
    assertEquals(20, last().pending().removals());
    assertEquals(40, last().pending().present());
    assertEquals(
        List.of(
            "WARN fake refused text=\"the plan removes 20 of 40 entries (50 %), which is more than"
                + " 30 % and more than 10; no entry was removed; if that is wanted, run \\\"sixgate"
                + " force fake\\\"\""),
        log.take());
    assertEquals(Depth.FULL, agent.depths.get(agent.depths.size() - 1));
    change(names(40));
    assertNull(last().pending());
    assertEquals(List.of("INFO fake refusal-over"), log.take());
  }

  @Test
  void theForceFileLetsExactlyOnePlanThroughWithinASecond() throws Exception {
    start(names(80));
    agent.desired = names(40);
    loop.trigger(Trigger.CHANGE);
    long wait = loop.turn();
    assertTrue(wait <= Duration.ofSeconds(1).toNanos(), "wait " + wait);
    force.ask();
    force.ask();
    time.pass(Duration.ofNanos(wait));
    loop.turn();
    assertEquals(40, agent.server.entries.size());
    assertFalse(Files.exists(force.path()));
    assertEquals(
        List.of("refused", "forced", "applied", "refusal-over"),
        log.take().stream().map(line -> line.split(" ")[2]).toList());
    change(names(10));
    assertEquals(40, agent.server.entries.size());
    assertEquals(State.REFUSED, last().state());
  }

  @Test
  void aForceFileIsDeletedAndToldIfNothingIsRefused() throws Exception {
    force.ask();
    start(names(40));
    assertFalse(Files.exists(force.path()));
    change(names(1));
    assertEquals(40, agent.server.entries.size());
  }

  @Test
  void aForceFileThatCannotBeDeletedIsNotObeyed() throws Exception {
    start(names(40));
    change(names(1));
    log.take();
    // A folder with something in it cannot be deleted, not even by root.
    Files.createDirectories(force.path().resolve("x"));
    loop.turn();
    loop.turn();
    assertEquals(40, agent.server.entries.size());
    List<String> lines = log.take();
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).contains("cannot be deleted, so it is not obeyed"), lines.get(0));
  }

  @Test
  void aRefusalStandsWhileTheServerIsDown() throws Exception {
    start(names(40));
    change(names(1));
    agent.server.up = false;
    loop.trigger(Trigger.CHANGE);
    loop.turn();
    assertEquals(State.FAILING, last().state());
    assertEquals(39, last().pending().removals());
    agent.server.up = true;
    log.take();
    loop.trigger(Trigger.CHANGE);
    loop.turn();
    assertEquals(State.REFUSED, last().state());
    assertEquals(1, log.take().size(), "recovered, and the refusal not again");
  }

  @Test
  void problemsOfTheInventoryAreToldWhenTheyComeAndGo() throws Exception {
    agent.problems = List.of("a.yaml:1:1: bad");
    start(names(1));
    assertEquals(List.of("a.yaml:1:1: bad"), last().problems());
    agent.problems = List.of("b.yaml:2:2: worse");
    loop.trigger(Trigger.CHANGE);
    loop.turn();
    assertEquals(
        List.of(
            "WARN fake problem text=\"b.yaml:2:2: worse\"",
            "INFO fake problem-solved text=\"a.yaml:1:1: bad\""),
        log.take());
  }

  @Test
  void manyProblemsAtOnceDoNotFloodTheJournal() throws Exception {
    agent.problems = IntStream.range(0, 1000).mapToObj(i -> "p" + i).toList();
    start(names(0));
    agent.problems = List.of();
    loop.trigger(Trigger.CHANGE);
    loop.turn();
    List<String> lines = log.take();
    assertEquals(51, lines.size());
    assertEquals("INFO fake more not-shown=950 see=\"sixgate status\"", lines.get(0));
  }

  @Test
  void theStatusIsWrittenAgainEveryTenSecondsAndKeepsTheRest() throws Exception {
    start(names(2));
    AgentStatus before = last();
    for (int i = 0; i < 3; i++) {
      time.pass(Duration.ofSeconds(10));
      assertTrue(loop.turn() <= Duration.ofSeconds(10).toNanos());
    }
    assertEquals(4, statuses.size());
    assertEquals(before.lastPass(), last().lastPass());
    assertEquals(before.lastChange(), last().lastChange());
    assertEquals(before.nextAudit(), last().nextAudit());
    assertEquals(before.written().plusSeconds(30), last().written());
  }

  @Test
  void everyStateCanFollowEveryOtherAndASecondPassHasNothingToDo() throws Exception {
    List<Set<String>> states =
        List.of(names(0), names(1), names(3), Set.of("x"), Set.of("n0", "y"));
    agent.desired = new TreeSet<>();
    loop.turn();
    for (Set<String> state : states) {
      walkTo(state, new Random(0));
    }
    for (long seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      for (int i = 0; i < 100; i++) {
        walkTo(states.get(random.nextInt(states.size())), random);
      }
    }
  }

  /** On the way the server may be down, keep an entry from being changed, or lose one. */
  private void walkTo(Set<String> state, Random random) throws Exception {
    agent.server.up = random.nextInt(4) != 0;
    if (random.nextInt(4) == 0) {
      agent.server.locked.add("n0");
    }
    if (random.nextInt(4) == 0) {
      agent.server.entries.remove("n1");
    }
    change(state);
    agent.server.up = true;
    agent.server.locked.clear();
    loop.trigger(Trigger.SERVER);
    loop.turn();
    assertEquals(state, agent.server.entries);
    assertEquals(State.OK, last().state());
    assertTrue(agent.plan(Depth.FULL).isEmpty(), "second pass");
  }

  @Test
  void theRunningLoopObeysATriggerAtOnceAndStopsWhenTold() throws Exception {
    CompletableFuture<Void> firstPass = new CompletableFuture<>();
    CompletableFuture<Void> secondPass = new CompletableFuture<>();
    AgentLoop running =
        new AgentLoop(
            agent,
            LoopSettings.standard("fake", "0.1.0"),
            Time.SYSTEM,
            new Random(1),
            force,
            new LoopObserver() {
              private int passes;

              @Override
              public void passBegins(Set<Trigger> triggers) {
                passes++;
              }

              @Override
              public void status(AgentStatus status) {
                if (passes == 1) {
                  firstPass.complete(null);
                }
                if (passes == 2) {
                  secondPass.complete(null);
                }
              }
            });
    CompletableFuture<AgentStatus> end = CompletableFuture.supplyAsync(running::run);
    firstPass.get(10, TimeUnit.SECONDS);
    running.trigger(Trigger.HANGUP);
    secondPass.get(5, TimeUnit.SECONDS);
    assertTrue(running.isTurning());
    running.stop();
    assertEquals(State.OK, end.get(5, TimeUnit.SECONDS).state());
  }

  @Test
  void aPassBeyondItsDeadlineIsNotTurning() throws Exception {
    List<Boolean> seen = new ArrayList<>();
    Reconciler<FakePlan> wedged =
        new Reconciler<>() {
          @Override
          public FakePlan plan(Depth depth) throws IOException {
            seen.add(hanging.isTurning());
            time.pass(Duration.ofMinutes(2));
            seen.add(hanging.isTurning());
            time.pass(Duration.ofSeconds(1));
            seen.add(hanging.isTurning());
            return agent.plan(depth);
          }

          @Override
          public Outcome apply(FakePlan plan) throws IOException {
            return agent.apply(plan);
          }

          @Override
          public Facts facts() {
            return agent.facts();
          }
        };
    hanging =
        new AgentLoop(
            wedged,
            LoopSettings.standard("fake", "0.1.0"),
            time,
            new Random(1),
            force,
            new LoopObserver() {
              @Override
              public void passBegins(Set<Trigger> triggers) {}

              @Override
              public void status(AgentStatus status) {}
            });
    hanging.turn();
    assertEquals(List.of(true, true, false), seen);
  }

  private void start(Set<String> desired) throws InterruptedException {
    agent.desired = desired;
    loop.turn();
    log.take();
  }

  private void change(Set<String> desired) throws InterruptedException {
    agent.desired = desired;
    loop.trigger(Trigger.CHANGE);
    loop.turn();
  }

  private AgentStatus last() {
    return statuses.get(statuses.size() - 1);
  }

  private static Set<String> names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "n" + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
