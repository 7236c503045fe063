package io.sixgate.agent.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandResult;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.file.RunFolder;
import io.sixgate.agent.loop.ForceFile;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.agent.status.State;
import io.sixgate.agent.status.StatusFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real agent process: options, signals, lock, exit codes. */
class AgentProcessTest {

  private static final long POLL = Duration.ofMillis(10).toNanos();

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();
  private RunFolder run;

  @BeforeEach
  void fill() throws IOException {
    run = new RunFolder(folder.resolve("run"));
    desire(2);
    Files.writeString(folder.resolve("actual"), "");
  }

  @AfterEach
  void endProcesses() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void planPrintsTheCommandsAndChangesNothing() throws Exception {
    CommandResult result = agent("--plan");
    assertEquals("add n0\nadd n1\n", result.orThrow());
    assertEquals("", Files.readString(folder.resolve("actual")));
    assertFalse(Files.exists(run.path()));
  }

  @Test
  void planAsJsonHasTheNumbers() throws Exception {
    String json = agent("--plan", "--json").orThrow();
    assertTrue(json.contains("\"commands\" : [ \"add n0\", \"add n1\" ]"), json);
    assertTrue(json.contains("\"removals\" : 0"), json);
  }

  @Test
  void onceAppliesAndLeavesAStatus() throws Exception {
    CommandResult result = agent("--once");
    assertEquals(0, result.status(), result.errors());
    assertEquals("n0\nn1\n", Files.readString(folder.resolve("actual")));
    assertTrue(result.errors().startsWith("INFO file applied "), result.errors());
    assertEquals(State.STOPPED, status().state());
    assertEquals("2 done", status().lastOutcome());
  }

  @Test
  void onceExitsWith3IfTheBrakeRefusesAnd0IfForced() throws Exception {
    desire(20);
    agent("--once").orThrow();
    desire(1);
    CommandResult refused = agent("--once");
    assertEquals(3, refused.status());
    assertTrue(refused.errors().contains("if that is wanted, run again with --force"));
    assertEquals(0, agent("--once", "--brake-count", "19").status());
    desire(20);
    agent("--once").orThrow();
    desire(1);
    assertEquals(0, agent("--once", "--force").status());
    assertEquals("n0\n", Files.readString(folder.resolve("actual")));
  }

  @Test
  void onceExitsWith1OnFailureAndOnProblems() throws Exception {
    Files.createFile(folder.resolve("problem"));
    assertEquals(1, agent("--once").status());
    Files.delete(folder.resolve("problem"));
    Files.delete(folder.resolve("actual"));
    CommandResult failed = agent("--once");
    assertEquals(1, failed.status());
    assertTrue(failed.errors().contains("WARN file failing text=\"NoSuchFileException: "));
    assertEquals(1, agent("--plan").status());
  }

  @Test
  void wrongOptionsExitWith2AndSayWhatToDo() throws Exception {
    for (List<String> wrong :
        List.of(
            List.of("--force"),
            List.of("--json"),
            List.of("--plan", "--once"),
            List.of("--brake-share", "30"),
            List.of("--audit-interval", "often"))) {
      assertEquals(2, agent(wrong.toArray(String[]::new)).status(), wrong.toString());
    }
    assertEquals(
        "file-agent: --force needs --once; for the running agent use: sixgate force file;"
            + " see \"file-agent --help\"\n",
        agent("--force").errors());
    assertEquals(
        "file-agent: Invalid value for option '--audit-interval': \"5\" is not a time; write"
            + " a number and ms, s, m or h, e.g. 90s; see \"file-agent --help\"\n",
        agent("--audit-interval", "5").errors());
    assertEquals(
        "file-agent: brake share: 30.0 is not a share; use 0 to 1, e.g. 0.3 for 30 %;"
            + " see \"file-agent --help\"\n",
        agent("--brake-share", "30").errors());
    assertEquals(
        "file-agent: --plan, --once are mutually exclusive (specify only one);"
            + " see \"file-agent --help\"\n",
        agent("--plan", "--once").errors());
    assertEquals(
        "file-agent: Unknown option: '--inventry' (did you mean --inventory?);"
            + " see \"file-agent --help\"\n",
        agent("--inventry").errors());
  }

  @Test
  void whatIsNotAsciiIsPrintedUnharmedInTheLocaleC() throws Exception {
    // CommandRunner gives LC_ALL=C.
    assertTrue(agent("--help").orThrow().contains("Keeps 0–n lines"));
  }

  @Test
  void whatKeepsTheAgentFromRunningIsSaidWithItsKind() throws Exception {
    Files.createDirectories(run.lock("file"));
    CommandResult result = agent("--once");
    assertEquals(1, result.status());
    assertTrue(
        result
            .errors()
            .startsWith(
                "WARN file cannot-run text=\"FileSystemException: " + run.lock("file") + ": "),
        result.errors());
  }

  @Test
  void aPlanThatTheBrakeWouldRefuseExitsWith3() throws Exception {
    desire(20);
    agent("--once").orThrow();
    desire(1);
    CommandResult plan = agent("--plan");
    assertEquals(3, plan.status());
    assertTrue(plan.errors().startsWith("the brake would refuse this: the plan removes 19 of 20 "));
    assertEquals(0, agent("--plan", "--brake-count", "19").status());
  }

  @Test
  void hangupRunsAPassForceReleasesTheBrakeAndTermStopsInOrder() throws Exception {
    Process agent = start();
    await(() -> status().state() == State.OK);
    desire(40);
    hangup(agent);
    await(() -> Files.readString(folder.resolve("actual")).lines().count() == 40);
    desire(1);
    hangup(agent);
    await(() -> status().state() == State.REFUSED);
    new ForceFile(run.force("file")).ask();
    await(() -> Files.readString(folder.resolve("actual")).equals("n0\n"));
    await(() -> status().state() == State.OK);
    agent.destroy();
    assertTrue(agent.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, agent.exitValue());
    assertEquals(State.STOPPED, status().state());
    List<String> log = Files.readAllLines(folder.resolve("log"));
    assertEquals(
        List.of(
            "started",
            "applied",
            "applied",
            "refused",
            "forced",
            "applied",
            "refusal-over",
            "stopped"),
        log.stream().map(line -> line.split(" ")[2]).toList());
  }

  @Test
  void theSecondAgentOfTheSameRunFolderSaysWhoHoldsIt() throws Exception {
    Process first = start();
    await(() -> status().state() == State.OK);
    CommandResult second = agent("--once");
    assertEquals(1, second.status());
    assertTrue(
        second.errors().contains("this agent runs already as process " + first.pid() + ", which"),
        second.errors());
    assertTrue(agent("--plan").errors().isEmpty(), "a plan needs no lock");
    first.destroyForcibly().waitFor();
    assertEquals(0, agent("--once").status(), "the kernel drops the lock of a killed agent");
  }

  @Test
  void aRunFolderThatIsRemovedIsMadeAnewAndStaysThisAgents() throws Exception {
    Process first = start();
    await(() -> status().state() == State.OK);
    removeRunFolder();
    hangup(first);
    await(() -> status().pid() == first.pid());
    await(() -> logged().contains("run-folder-renewed"));
    assertTrue(
        agent("--once").errors().contains("this agent runs already as process " + first.pid()));
    assertTrue(first.isAlive());
  }

  @Test
  void whoseRunFolderAnotherProcessTookEnds() throws Exception {
    Process first = start();
    await(() -> status().state() == State.OK);
    removeRunFolder();
    Process second = start();
    await(() -> status().pid() == second.pid());
    hangup(first);
    assertTrue(first.waitFor(20, TimeUnit.SECONDS));
    assertEquals(1, first.exitValue());
    assertTrue(second.isAlive());
    assertEquals(second.pid(), status().pid(), "the status is the second one's");
    String log = logged();
    assertTrue(
        log.contains("cannot-run text=\"this agent runs already as process " + second.pid()));
  }

  private void removeRunFolder() throws IOException {
    for (Path file : List.of(run.status("file"), run.lock("file"), run.path())) {
      Files.delete(file);
    }
  }

  private String logged() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private CommandResult agent(String... options) throws Exception {
    return new CommandRunner(Duration.ofSeconds(60), 1 << 20).run(Command.of(arguments(options)));
  }

  private Process start() throws IOException {
    Process process =
        new ProcessBuilder(arguments())
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    started.add(process);
    return process;
  }

  private List<String> arguments(String... options) {
    List<String> all =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FileAgent.class.getName(),
                "--inventory=" + folder,
                "--run=" + run.path()));
    all.addAll(List.of(options));
    return all;
  }

  private static void hangup(Process process) throws Exception {
    CommandRunner.standard().run(Command.of("kill", "-HUP", "" + process.pid())).orThrow();
  }

  private AgentStatus status() throws IOException {
    return StatusFile.read(run.status("file")).status();
  }

  private void desire(int count) throws IOException {
    Path half = folder.resolve("half");
    Files.write(half, IntStream.range(0, count).mapToObj(i -> "n" + i).toList());
    Files.move(half, folder.resolve("desired"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    IOException last = null;
    while (System.nanoTime() < deadline) {
      try {
        if (condition.call()) {
          return;
        }
      } catch (IOException e) {
        // Not there yet.
        last = e;
      }
      LockSupport.parkNanos(POLL);
    }
    throw new AssertionError("not within 30 s", last);
  }
}
