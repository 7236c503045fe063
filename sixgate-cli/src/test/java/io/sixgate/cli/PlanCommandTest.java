package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sixgate.agent.status.State;
import io.sixgate.cli.TestGateway.Typed;
import io.sixgate.forward.cfg.ForwardConfiguration;
import io.sixgate.forward.table.ForwardMap;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.lab.haproxy.FakeHaproxy;
import io.sixgate.sni.route.MapKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanCommandTest {
  private static final String[] TWENTY_NAMES =
      IntStream.range(0, 20).mapToObj("n%d.acme.example"::formatted).toArray(String[]::new);

  @TempDir Path folder;
  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = new TestGateway(folder);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void aGatewayThatIsAsItShouldBeHasNothingToDo() throws Exception {
    gateway.settle();
    assertEquals(new Typed(0, "# sni-router: nothing to do\n", ""), gateway.type("plan"));
  }

  @Test
  void aNewNameIsPlannedAsTypedIntoHaproxyAndNothingIsDone() throws Exception {
    gateway.settle();
    gateway.host("www.acme.example", "new.acme.example");
    List<String> before = gateway.haproxy.state();
    Path recent = gateway.settings.recentMap(MapKind.NAMES).orElseThrow();
    String file = Files.readString(recent);
    Typed plan = gateway.type("plan");
    assertEquals(
        new Typed(
            0,
            """
            # sni-router
            # write NAMES
            add map NAMES new.acme.example 2001:db8:a::80|none
            """
                .replace("NAMES", recent.toString()),
            ""),
        plan);
    assertEquals(before, gateway.haproxy.state());
    assertEquals(file, Files.readString(recent));
  }

  @Test
  void aPlanThatTheBrakeWouldRefuseIsShownWithTheNumbersAndTheWayOn() throws Exception {
    gateway.host(TWENTY_NAMES);
    gateway.settle();
    gateway.host("n0.acme.example");
    Typed plan = gateway.type("plan");
    assertEquals(3, plan.exitCode());
    assertEquals(0, gateway.type("plan", "--brake-count", "19").exitCode());
    assertEquals("", gateway.type("plan", "--brake-share", "1").err());
    assertEquals(
        "the brake would refuse this: the plan removes 19 of 20 entries (95 %), which is more than"
            + " 30 % and more than 10; no entry was removed; if that is wanted, run \"sixgate force"
            + " sni-router\"\n",
        plan.err());
    JsonNode json = gateway.type("plan", "--json").json().get(0);
    assertEquals("sni-router", json.get("agent").asText());
    assertTrue(json.get("generation").asText().matches("[0-9a-f]{16}"), json.toString());
    assertEquals(20, json.get("present").asInt());
    assertEquals(19, json.get("removals").asInt());
    assertTrue(json.get("refusal").asText().startsWith("the plan removes 19 of 20"));
    assertTrue(json.get("commands").size() >= 19, json.toString());
    assertEquals(0, json.get("problems").size());
  }

  @Test
  void problemsAreCountedBesideThePlan() throws Exception {
    gateway.settle();
    gateway.host("www.acme.example", "no dots");
    Typed plan = gateway.type("plan");
    assertEquals(
        new Typed(
            1,
            "# sni-router: nothing to do\n",
            "there are problems: 1; sixgate check and sixgate status show them\n"),
        plan);
    assertEquals(1, gateway.type("plan", "--json").json().get(0).get("problems").size());
  }

  @Test
  void withoutHaproxyTheFilesArePlanned() {
    Typed plan = gateway.type("plan");
    assertEquals(0, plan.exitCode());
    List<String> lines = plan.out().lines().toList();
    assertTrue(
        lines
            .get(1)
            .startsWith(
                "# files only: HAProxy does not answer at "
                    + gateway.settings.socket(BridgeConfiguration.PART)
                    + " ("),
        plan.out());
    assertTrue(lines.contains("# write " + gateway.settings.map(MapKind.NAMES)), plan.out());
    assertTrue(lines.stream().allMatch(line -> line.startsWith("#")), plan.out());
  }

  @Test
  void withoutHaproxyAndWithRightFilesItIsSaidThatNothingIsKnown() throws Exception {
    gateway.settle();
    gateway.haproxy.kill();
    Typed plan = gateway.type("plan");
    assertEquals(1, plan.exitCode());
    assertEquals("", plan.out());
    assertTrue(
        plan.err()
            .startsWith(
                "sixgate: HAProxy does not answer at "
                    + gateway.settings.socket(BridgeConfiguration.PART)
                    + " ("),
        plan.err());
  }

  @Test
  void aHaproxyThatAnswersGarbageIsSaidSo() throws Exception {
    gateway.settle();
    gateway.haproxy.suffer(FakeHaproxy.Fault.GARBAGE);
    assertEquals(
        new Typed(
            1,
            "",
            "sixgate: HAProxy at %s answered \"show info\" with what is not its answer\n"
                .formatted(gateway.settings.socket(BridgeConfiguration.PART))),
        gateway.type("plan"));
  }

  @Test
  void anUnusableInventoryIsNoPlanThatRemovesAll() throws Exception {
    gateway.settle();
    Files.delete(gateway.inventory.resolve("gateway.yaml"));
    Typed plan = gateway.type("plan", "--json");
    assertEquals(1, plan.exitCode());
    assertEquals("", plan.out());
    assertTrue(
        plan.err()
            .startsWith(
                "sixgate: the inventory cannot be used, so all stays as it is: gateway.yaml:1:1: "),
        plan.err());
    assertFalse(plan.err().contains("Exception"), plan.err());
  }

  @Test
  void anAgentThatTellsAboutItselfIsPlannedForAsWell() throws Exception {
    gateway.settle();
    gateway.status("ssh-forward", 1, State.STOPPED, Duration.ZERO, null);
    gateway.file("acme/web1.yaml", "address: 2001:db8:a::80\nssh: { port: 22101 }\n");
    List<String> lines = gateway.type("plan").out().lines().toList();
    int second = lines.indexOf("# ssh-forward");
    assertTrue(second > lines.indexOf("# sni-router"), lines.toString());
    assertTrue(
        lines
            .get(second + 1)
            .startsWith(
                "# files only: HAProxy does not answer at "
                    + gateway.settings.socket(ForwardConfiguration.PART)),
        lines.toString());
    assertTrue(
        lines.contains("# write " + gateway.settings.map(ForwardMap.PORTS)), lines.toString());
  }
}
