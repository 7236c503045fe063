package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sixgate.agent.status.AgentStatus.Pending;
import io.sixgate.agent.status.State;
import io.sixgate.cli.TestGateway.Typed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatusCommandTest {
  private static final long ALIVE = ProcessHandle.current().pid();

  @TempDir Path folder;
  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = new TestGateway(folder);
    gateway.settle();
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void anAgentThatIsWellIsALineAndExitCodeZero() throws Exception {
    gateway.status("sni-router", ALIVE, State.OK, Duration.ZERO, null);
    Typed status = gateway.type("status");
    assertEquals("", status.err());
    assertEquals(0, status.exitCode(), status.out());
    assertEquals(
        """
        inventory INVENTORY
        AGENT        STATE    GENERATION          AGE  PROBLEMS  DRIFT  COUNTS
        sni-router   ok       00000000000000aa     Ns         0      0  names 1
        visitors refused since TIME: none
        """,
        status
            .out()
            .replace(gateway.inventory.toString(), "INVENTORY")
            .replaceFirst("\\ds ", "Ns ")
            .replaceFirst("since [-0-9T:]+Z", "since TIME"));
  }

  @Test
  void aServerOfOurOwnHasNothingToDifferFrom() throws Exception {
    gateway.status("mail-relay", ALIVE, State.OK, Duration.ZERO, null);
    Typed status = gateway.type("status");
    assertEquals(0, status.exitCode(), status.out());
    assertTrue(status.out().contains("      -  names 1\n"), status.out());
  }

  @Test
  void aScriptReadsTheStatusAsJson() throws Exception {
    gateway.status("sni-router", ALIVE, State.OK, Duration.ZERO, null);
    JsonNode json = gateway.type("status", "--json").json();
    assertEquals(gateway.inventory.toString(), json.get("inventory").asText());
    assertEquals(gateway.run.toString(), json.get("run").asText());
    assertEquals(0, json.get("unreadable").size());
    assertEquals(0, json.get("refusals").get("counts").get("limited-rate").asInt());
    JsonNode agent = json.get("agents").get(0);
    assertEquals("sni-router", agent.get("status").get("agent").asText());
    assertEquals("ok", agent.get("status").get("state").asText());
    assertEquals(1, agent.get("status").get("counts").get("names").asInt());
    assertTrue(agent.get("running").asBoolean());
    assertTrue(agent.get("age-seconds").isIntegralNumber());
    assertEquals(0, agent.get("drift").asInt());
    assertFalse(agent.has("drift-unknown"));
  }

  @Test
  void howStarttlsWentIsALineForEachProtocol() throws Exception {
    gateway.status("sni-router", ALIVE, State.OK, Duration.ZERO, null);
    gateway.haproxy.come("imap", 12);
    Typed status = gateway.type("status");
    assertTrue(status.out().endsWith("\nstarttls imap: came 12\n"), status.out());
    JsonNode json = gateway.type("status", "--json").json();
    assertEquals(12, json.at("/starttls/imap/came").asInt());
    assertEquals(0, json.at("/starttls/imap/relayed").asInt());
  }

  @Test
  void whatTheInventoryAndHaproxyDifferInIsDrift() throws Exception {
    gateway.status("sni-router", ALIVE, State.OK, Duration.ZERO, null);
    gateway.host("www.acme.example", "one.acme.example", "two.acme.example");
    Typed status = gateway.type("status", "--json");
    assertEquals(1, status.exitCode());
    assertEquals(2, status.json().get("agents").get(0).get("drift").asInt());
  }

  @Test
  void anotherConfigurationIsOneDifference() throws Exception {
    gateway.status("sni-router", ALIVE, State.OK, Duration.ZERO, null);
    gateway.file(
        "gateway.yaml",
        Files.readString(gateway.inventory.resolve("gateway.yaml"))
            .replace("[443, 993]", "[443, 993, 995]"));
    assertEquals(
        1, gateway.type("status", "--json").json().get("agents").get(0).get("drift").asInt());
  }

  @Test
  void withoutHaproxyTheDriftIsNotKnown() throws Exception {
    gateway.status("sni-router", ALIVE, State.OK, Duration.ZERO, null);
    gateway.haproxy.kill();
    driftIsNotKnownBecauseHaproxyDoesNotAnswer();
    // Also when its files differ, which can be known.
    gateway.host("www.acme.example", "one.acme.example");
    driftIsNotKnownBecauseHaproxyDoesNotAnswer();
  }

  private void driftIsNotKnownBecauseHaproxyDoesNotAnswer() {
    Typed status = gateway.type("status");
    assertEquals(1, status.exitCode());
    assertTrue(status.out().contains("      ?  names 1\n"), status.out());
    assertTrue(
        status.out().contains("drift of sni-router is not known: HAProxy does not answer at "),
        status.out());
  }

  @Test
  void aDeadAgentIsSaidSoAndThatTrafficGoesOn() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    gateway.status("sni-router", ended.pid(), State.OK, Duration.ofSeconds(7), null);
    Typed status = gateway.type("status");
    assertEquals(1, status.exitCode());
    assertTrue(status.out().contains("sni-router   dead "), status.out());
    assertTrue(
        status
            .out()
            .matches(
                "(?s).*\nsni-router is not running or hangs: process "
                    + ended.pid()
                    + ", last heard of \\d+ s ago. Traffic goes on without it; start it again.\n"),
        status.out());
  }

  @Test
  void anAgentThatWasStoppedIsSaidSoAndHowToStartIt() throws Exception {
    gateway.status("sni-router", ALIVE, State.STOPPED, Duration.ofMinutes(5), null);
    Typed status = gateway.type("status");
    assertEquals(1, status.exitCode());
    assertTrue(status.out().contains("sni-router   stopped "), status.out());
    assertTrue(
        status
            .out()
            .matches(
                "(?s).*\nsni-router was stopped, or ran with --once, 30\\d s ago. Traffic goes on"
                    + " without it, changes wait; start it with: systemctl start"
                    + " sixgate-sni-router\n"),
        status.out());
  }

  @Test
  void anAgentThatHasNotWrittenForLongHangs() throws Exception {
    gateway.status("sni-router", ALIVE, State.OK, Duration.ofMinutes(5), null);
    Typed status = gateway.type("status");
    assertEquals(1, status.exitCode());
    assertTrue(status.out().contains("sni-router   dead "), status.out());
  }

  @Test
  void aRefusedPlanIsShownWithTheWayOn() throws Exception {
    gateway.status(
        "sni-router", ALIVE, State.REFUSED, Duration.ZERO, new Pending(19, 20, "removes 19 of 20"));
    Typed status = gateway.type("status");
    assertEquals(1, status.exitCode());
    assertTrue(status.out().contains("sni-router   refused "), status.out());
    assertTrue(status.out().endsWith("\nrefused: removes 19 of 20\n"), status.out());
  }

  @Test
  void withoutAnyAgentThatIsSaid() throws Exception {
    String said =
        "inventory %s\nno agent tells about itself in %s\n"
            .formatted(gateway.inventory, gateway.run);
    assertEquals(new Typed(1, said, ""), gateway.type("status"));
    Typed json = gateway.type("status", "--json");
    assertEquals(1, json.exitCode());
    assertEquals(0, json.json().get("agents").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"agent\":",
        "{\"agent\":\"sni-router\",\"written\":\"yesterday\"}",
        "{\"agent\":\"sni-router\",\"written\":\"2026-01-01T00:00:00Z\",\"problems\":[null]}",
        "{\"agent\":\"sni-router\",\"written\":\"2026-01-01T00:00:00Z\",\"state\":\"odd\"}",
        "\u0000\u00ff",
      })
  void aStatusFileThatIsNoneIsNamedAndTheOthersAreShown(String garbage) throws Exception {
    gateway.status("sni-router", ALIVE, State.OK, Duration.ZERO, null);
    Path file = gateway.run.resolve("broken.json");
    Files.write(file, garbage.getBytes(StandardCharsets.ISO_8859_1));
    Typed status = gateway.type("status");
    assertEquals(1, status.exitCode());
    assertEquals("", status.err());
    assertTrue(status.out().contains("\nunreadable: " + file + ": "), status.out());
    assertTrue(status.out().contains("\nsni-router   ok "), status.out());
    JsonNode json = gateway.type("status", "--json").json();
    assertEquals(1, json.get("unreadable").size());
    assertEquals(1, json.get("agents").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"agent\":\"sni-router\",\"written\":\"2026-01-01T00:00:00Z\"}",
        "{\"agent\":\"sni-router\",\"written\":\"2026-01-01T00:00:00Z\",\"pid\":-7,"
            + "\"heartbeat-seconds\":9223372036854775807,\"pending\":{},\"counts\":{\"names\":null}}",
        "{\"agent\":\"sni-router\",\"written\":\"+1000000000-12-31T23:59:59Z\",\"new-key\":1}",
        "{\"agent\":\"later-agent\",\"written\":\"-1000000000-01-01T00:00:00Z\"}",
      })
  void aStatusOfAnotherVersionIsShownAsFarAsItGoes(String text) throws Exception {
    Files.writeString(gateway.run.resolve("sni-router.json"), text);
    Typed status = gateway.type("status");
    assertEquals(1, status.exitCode());
    assertEquals("", status.err());
    assertTrue(status.out().matches("(?s).*\n(sni-router|later-agent) +\\S+ .*"), status.out());
  }
}
