package io.sixgate.cli.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.command.CommandResult;
import io.sixgate.haproxy.configuration.HaproxySettings;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SetupRunTest {
  private static final String RESTART = "systemctl restart haproxy.service";

  @TempDir Path folder;
  private final List<String> done = new ArrayList<>();
  private final StringWriter said = new StringWriter();

  private static final String CHECK =
      "haproxy -c -f /etc/haproxy/haproxy.cfg -f /var/lib/sixgate/haproxy";
  private static final HaproxySettings HAPROXY =
      new HaproxySettings(
          Path.of("haproxy"),
          List.of(Path.of("/etc/haproxy/haproxy.cfg")),
          Path.of("/var/lib/sixgate/haproxy"),
          Path.of("/run/sixgate"),
          Path.of("sixgate.lua"),
          Path.of("/run/haproxy-master.sock"),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  /** Runs the plan on a machine where this command fails so often. */
  private boolean run(SetupPlan plan, String failing, int vain) throws Exception {
    SetupRun.Runner runner =
        command -> {
          String text = String.join(" ", command.arguments());
          done.add(text);
          boolean fails =
              text.equals(failing) && done.stream().filter(failing::equals).count() <= vain;
          return new CommandResult(command, fails ? 1 : 0, "", fails ? "cannot bind socket" : "");
        };
    return new SetupRun(runner, HAPROXY, folder.resolve("drop-ins"), new PrintWriter(said))
        .run(plan, folder.resolve("inventory/gateway.yaml"));
  }

  @Test
  void gatewayYamlIsWrittenUnitsStartedThenHaproxyRestarted() throws Exception {
    SetupPlan plan =
        new SetupPlan(
            Optional.of("text\n"), List.of(), List.of("a.service"), SetupPlan.Haproxy.RESTART);
    assertTrue(run(plan, RESTART, 0));
    assertEquals("text\n", Files.readString(folder.resolve("inventory/gateway.yaml")));
    assertEquals(
        List.of("systemctl daemon-reload", "systemctl enable --now a.service", CHECK, RESTART),
        done);
  }

  @Test
  void aHaproxyThatDoesNotStartWithOurFilesIsStartedWithoutThem() throws Exception {
    Path dropIn = folder.resolve("drop-ins/without-sixgate.conf");
    SetupPlan plan =
        new SetupPlan(Optional.empty(), List.of(), List.of(), SetupPlan.Haproxy.RESTART);
    assertFalse(run(plan, RESTART, 1));
    assertTrue(Files.readString(dropIn).contains("EXTRAOPTS=-S /run/haproxy-master.sock\""));
    assertEquals(
        List.of(
            "systemctl daemon-reload",
            CHECK,
            RESTART,
            "systemctl daemon-reload",
            "systemctl reset-failed haproxy.service",
            RESTART),
        done);
    assertTrue(said.toString().contains("cannot bind socket"), said.toString());
    assertTrue(run(plan, RESTART, 0));
    assertFalse(Files.exists(dropIn));
  }

  @Test
  void aHaproxyThatRefusesOurFilesIsNotTouched() throws Exception {
    SetupPlan plan =
        new SetupPlan(Optional.empty(), List.of(), List.of(), SetupPlan.Haproxy.RESTART);
    assertFalse(run(plan, CHECK, 1));
    assertEquals(List.of("systemctl daemon-reload", CHECK, "systemctl daemon-reload"), done);
    assertTrue(Files.exists(folder.resolve("drop-ins/without-sixgate.conf")));
  }

  @Test
  void aHaproxyThatWouldNotStartIsKeptFromOurFolderAfterABootToo() throws Exception {
    SetupPlan plan = new SetupPlan(Optional.empty(), List.of(), List.of(), SetupPlan.Haproxy.APART);
    assertTrue(run(plan, CHECK, 0));
    assertEquals(List.of("systemctl daemon-reload"), done);
    assertTrue(Files.exists(folder.resolve("drop-ins/without-sixgate.conf")));
  }

  @Test
  void aQuestionIsAskedAgainUntilTheAnswerWillDo() throws Exception {
    String answers = "\n192.0.2.999\n192.0.2.1, 2001:DB8::1\n2001:db8::/32\n2001:db8:a::/48\n\n\n";
    Facts facts =
        new Questions(new BufferedReader(new StringReader(answers)), new PrintWriter(said))
            .ask(new Facts(Map.of()));
    assertEquals(List.of("192.0.2.1", "2001:db8::1"), facts.values().get(Fact.ADDRESSES));
    assertEquals(List.of(), facts.missing());
    assertTrue(said.toString().contains("that is wrong because"), said.toString());
  }
}
