package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandResult;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.cli.TestGateway.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** The command line itself. */
final class SixgateTest {
  static List<String> commands() {
    return Sixgate.commandLine().getSubcommands().entrySet().stream()
        .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
        .map(entry -> entry.getKey())
        .toList();
  }

  @Test
  void helpNamesEveryCommandAndTheExitCodes() {
    Typed help = TestGateway.typeOnly("--help");
    assertEquals(0, help.exitCode());
    assertEquals(
        List.of(
            "setup",
            "check",
            "plan",
            "explain",
            "status",
            "force",
            "doctor",
            "gateway",
            "endpoint",
            "ssh",
            "lease",
            "dns",
            "ftp",
            "nat64",
            "mail",
            "protocols",
            "schema",
            "completion",
            "help"),
        commands());
    for (String command : commands()) {
      assertTrue(help.out().contains("\n  " + command + " "), help.out());
    }
    assertTrue(help.out().contains("Exit codes:"), help.out());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfACommandNamesEachOfItsOptionsAndWhatItIsFor(String command) {
    Typed help = TestGateway.typeOnly(command, "--help");
    assertEquals(0, help.exitCode());
    assertEquals("", help.err());
    var spec = Sixgate.commandLine().getSubcommands().get(command).getCommandSpec();
    for (OptionSpec option : spec.options()) {
      assertTrue(help.out().contains(option.longestName()), option + " in " + help.out());
      assertTrue(option.description().length > 0, option.toString());
    }
  }

  @Test
  void anUnknownCommandIsAUsageErrorWithASuggestion() {
    Typed typed = TestGateway.typeOnly("chekc");
    assertEquals(2, typed.exitCode());
    assertEquals(
        "sixgate: Unmatched argument at index 0: 'chekc' (did you mean check or schema or"
            + " help?); see \"sixgate --help\"\n",
        typed.err());
  }

  @Test
  void anUnknownOptionIsAUsageErrorWithASuggestion() {
    Typed typed = TestGateway.typeOnly("check", "--inventry");
    assertEquals(2, typed.exitCode());
    assertEquals(
        "sixgate: Unknown option: '--inventry' (did you mean --inventory?); see \"sixgate check"
            + " --help\"\n",
        typed.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--state", "--lua", "--run"})
  void aPathThatHaproxyCouldNotReadIsAUsageErrorOfOneLine(String option) {
    Typed typed = TestGateway.typeOnly("plan", option, "/tmp/a b");
    assertEquals(2, typed.exitCode(), typed.err());
    assertEquals("", typed.out());
    assertTrue(
        typed
            .err()
            .endsWith(
                ": \"/tmp/a b\" can't stand in HAProxy's configuration: it is not an absolute path"
                    + " without blanks and signs; see \"sixgate plan --help\"\n"),
        typed.err());
    assertTrue(typed.err().contains(option), typed.err());
    assertEquals(1, typed.err().lines().count(), typed.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check --run x",
        "check --state x",
        "force --inventory x sni-router",
        "explain --lua x www.acme.example",
        "explain --haproxy x www.acme.example",
        "explain --haproxy-config x www.acme.example",
        "explain --master-socket x www.acme.example"
      })
  void anOptionWithoutEffectIsNone(String line) {
    Typed typed = TestGateway.typeOnly(line.split(" "));
    assertEquals(2, typed.exitCode());
    assertTrue(typed.err().startsWith("sixgate: Unknown option"), typed.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "check extra", "explain", "force", "plan extra", "check --json --json"})
  void whatCannotBeMeantIsAUsageError(String line) {
    Typed typed = TestGateway.typeOnly(line.isEmpty() ? new String[0] : line.split(" "));
    assertEquals(2, typed.exitCode(), typed.err());
    assertEquals("", typed.out());
    assertEquals(1, typed.err().lines().count(), typed.err());
    assertTrue(typed.err().startsWith("sixgate: "), typed.err());
    assertTrue(typed.err().contains("; see \"sixgate"), typed.err());
  }

  @Test
  void theVersionIsToldByTheCommandAndByEveryPartOfIt() {
    String version = TestGateway.typeOnly("--version").out();
    assertTrue(version.matches("(?s).*\\d+\\.\\d+\\.\\d+.*"), version);
    for (String command : List.of("check", "plan", "explain", "status", "force")) {
      assertEquals(version, TestGateway.typeOnly(command, "--version").out(), command);
    }
  }

  @Test
  void whatIsNotAsciiIsPrintedUnharmedInTheLocaleC(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("gateway.yaml"), "tls-ports: [70000]\n");
    CommandResult check =
        CommandRunner.standard() // gives LC_ALL=C
            .run(
                Command.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Sixgate.class.getName(),
                    "check",
                    "--inventory",
                    folder.toString()));
    assertEquals(1, check.status());
    assertTrue(check.output().contains("it is not a port (1–65535)"), check.output());
  }
}
