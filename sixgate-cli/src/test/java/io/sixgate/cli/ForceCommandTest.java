package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.status.AgentStatus.Pending;
import io.sixgate.agent.status.State;
import io.sixgate.cli.TestGateway.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForceCommandTest {
  @TempDir Path folder;
  private TestGateway gateway;
  private Path permission;

  @BeforeEach
  void start() throws Exception {
    gateway = new TestGateway(folder);
    permission = gateway.run.resolve("sni-router.force");
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void whatIsHeldBackIsLetThroughAndTheNumbersAreTold() throws Exception {
    gateway.status(
        "sni-router", 1, State.REFUSED, Duration.ZERO, new Pending(19, 20, "removes 19 of 20"));
    Typed forced = new Typed(0, "sni-router will remove 19 of 20 entries in its next pass\n", "");
    assertEquals(forced, gateway.type("force", "sni-router"));
    assertTrue(Files.exists(permission));
    assertEquals(forced, gateway.type("force", "sni-router"), "asked twice is asked once");
  }

  @Test
  void whatIsNotHeldBackIsNotForced() throws Exception {
    gateway.status("sni-router", 1, State.OK, Duration.ZERO, null);
    assertEquals(
        new Typed(1, "", "sixgate: the brake of sni-router holds nothing back\n"),
        gateway.type("force", "sni-router"));
    assertFalse(Files.exists(permission));
  }

  @Test
  void anAgentThatNeverRanIsNotForced() {
    assertEquals(
        new Typed(
            1,
            "",
            "sixgate: no agent other tells about itself in %s\n"
                .formatted(gateway.run.resolve("other.json"))),
        gateway.type("force", "other"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "..", "", "A", "sni router", "a;b"})
  void whatIsNoAgentsNameIsAUsageError(String name) throws Exception {
    Typed forced = gateway.type("force", name);
    assertEquals(2, forced.exitCode());
    assertEquals("", forced.out());
    assertEquals(
        "sixgate: \""
            + name
            + "\" is not the name of an agent; names look like sni-router; see \"sixgate force"
            + " --help\"\n",
        forced.err());
    try (var files = Files.list(gateway.run)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aStatusFileThatIsNoneIsSaidSo() throws Exception {
    Files.writeString(gateway.run.resolve("sni-router.json"), "{\"agent\"");
    Typed forced = gateway.type("force", "sni-router");
    assertEquals(1, forced.exitCode());
    assertTrue(
        forced
            .err()
            .startsWith(
                "sixgate: %s: not a status file: "
                    .formatted(gateway.run.resolve("sni-router.json"))),
        forced.err());
  }
}
