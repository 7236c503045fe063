package io.sixgate.agent.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CommandRunnerTest {

  private final CommandRunner runner = CommandRunner.standard();

  @Test
  void argumentsReachTheProgramAsTheyAreAndWithoutAShell() throws Exception {
    Command command = Command.of("printf", "%s|", "a b", "$HOME", "*", ";id", "'", "");
    assertEquals("a b|$HOME|*|;id|'||", runner.run(command).orThrow());
  }

  @Test
  void theProgramSpeaksTheCLocaleAndSeesAddedVariables() throws Exception {
    Command command = Command.of("sh", "-c", "echo $LC_ALL $X").withEnvironment("X", "y");
    assertEquals("C y\n", runner.run(command).orThrow());
  }

  @Test
  void aFailureTellsTheCommandAsTypedItsStatusAndItsOutput() throws Exception {
    CommandResult result =
        runner.run(Command.of("sh", "-c", "echo out; echo \"it's bad\" >&2; exit 3"));
    assertEquals(
        "sh -c 'echo out; echo \"it'\\''s bad\" >&2; exit 3': exit status 3: it's bad\nout",
        assertThrows(CommandFailed.class, result::orThrow).getMessage());
  }

  @Test
  void aProgramThatIsAbsentIsAFailureInWords() {
    CommandFailed failed =
        assertThrows(CommandFailed.class, () -> runner.run(Command.of("no-such-program", "-x")));
    assertTrue(
        failed.getMessage().startsWith("no-such-program -x: could not be started: "),
        failed.getMessage());
  }

  @Test
  void whatTakesTooLongIsKilledWithItsChildren() {
    CommandRunner hasty = new CommandRunner(Duration.ofMillis(300), 100);
    CommandFailed failed =
        assertThrows(
            CommandFailed.class,
            () -> hasty.run(Command.of("sh", "-c", "echo why >&2; sleep 300; true")));
    assertTrue(failed.getMessage().contains(": no end after 300 ms, killed"), failed.getMessage());
    // A killed process is in the table until it is reaped.
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (isSleeping() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(1_000_000);
    }
    assertFalse(isSleeping());
  }

  private static boolean isSleeping() {
    return ProcessHandle.current()
        .descendants()
        .anyMatch(child -> child.info().commandLine().orElse("").contains("sleep 300"));
  }

  @Test
  void outputBeyondTheBoundIsReadAndDropped() throws Exception {
    CommandRunner narrow = new CommandRunner(Duration.ofSeconds(10), 1000);
    CommandResult result = narrow.run(Command.of("head", "-c", "1000000", "/dev/zero"));
    assertEquals(0, result.status());
    assertEquals(1000, result.output().length());
  }

  @Test
  void aLongInputIsFedWhileTheProgramWrites() throws Exception {
    String text = "0123456789".repeat(50_000);
    assertEquals(text, runner.run(Command.of("cat").withInput(text)).orThrow());
    assertEquals(0, runner.run(Command.of("true").withInput(text)).status());
  }

  @Test
  void argumentsThatCouldBeReadAsTwoAreRefused() {
    for (String argument : List.of("a\nb", "a\u0000b", "a\rb")) {
      assertEquals(
          "an argument of nft has a NUL or a line end in it; remove it",
          assertThrows(IllegalArgumentException.class, () -> Command.of("nft", argument))
              .getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> Command.of(List.of()));
  }
}
