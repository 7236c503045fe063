package io.sixgate.sni.health;

import static io.sixgate.sni.route.TestInventory.endpoint;
import static io.sixgate.sni.route.TestInventory.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.sni.route.MapKind;
import io.sixgate.sni.route.RoutingTable;
import io.sixgate.sni.route.Target;
import io.sixgate.sni.route.TestInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gateway ports are 443 and 993 (TLS) and 1443 (HTTP); a verdict takes two equal results. */
final class AddressHealthTest {
  private static final String ONE = "2001:db8:a::1";
  private static final String TWO = "2001:db8:a::2";
  private static final String NAME = "www.acme.example";

  private final TestInventory inventory = new TestInventory();
  private final AddressHealth health = new AddressHealth();
  private final RoutingTable table = new RoutingTable();
  private final Checked checked = new Checked();
  private final Logger log = Logger.getLogger(HealthLog.class.getName());
  private final List<String> lines = new ArrayList<>();
  private int news;
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  /** What is checked. */
  private static final class Checked implements AddressHealth.Checks {
    final Set<String> targets = new TreeSet<>();

    @Override
    public void begin(Target target) {
      assertTrue(targets.add(text(target)), "checked twice: " + target);
    }

    @Override
    public void end(Target target) {
      assertTrue(targets.remove(text(target)), "not checked: " + target);
    }

    @Override
    public void rule(HealthChecks rule) {}

    private static String text(Target target) {
      return target.host() + " " + target.address() + " " + target.port();
    }
  }

  @BeforeEach
  void begin() {
    log.setUseParentHandlers(false);
    log.addHandler(handler);
    health.begin(checked, () -> news++);
  }

  @AfterEach
  void end() {
    log.removeHandler(handler);
    log.setUseParentHandlers(true);
  }

  @Test
  void aHostWithOneAddressIsNotChecked() {
    inventory.host("acme", "web1", ONE, endpoint(NAME));
    pass();
    assertEquals(Set.of(), checked.targets);
    assertEquals(0, health.checked());
  }

  @Test
  void eachAddressIsCheckedOnEachPortThatIsServed() {
    inventory.host("acme", "web1", List.of(ONE, TWO), only(NAME, 443));
    pass();
    assertEquals(Set.of("acme/web1 " + ONE + " 443", "acme/web1 " + TWO + " 443"), checked.targets);
    inventory.host("acme", "web1", List.of(ONE, TWO), only(NAME, 993));
    pass();
    assertEquals(Set.of("acme/web1 " + ONE + " 993", "acme/web1 " + TWO + " 993"), checked.targets);
    inventory.host("acme", "web1", TWO, only(NAME, 993));
    pass();
    assertEquals(Set.of(), checked.targets);
  }

  @Test
  void theFirstThatAnswersIsUsedOnEachPort() {
    inventory.host("acme", "web1", List.of(ONE, TWO), endpoint(NAME));
    pass();
    results("a", 443, ONE, TWO);
    results("a", 993, TWO);
    results("f", 993, ONE);
    results("a", 1443, ONE, TWO);
    pass();
    assertEquals(Map.of(NAME, ONE + "|none"), table.entries(MapKind.NAMES));
    assertEquals(Map.of("993/" + NAME, TWO + "|none"), table.entries(MapKind.OVERRIDES));
    assertEquals(1, health.down());
    results("a", 993, ONE);
    pass();
    assertEquals(Map.of(), table.entries(MapKind.OVERRIDES));
    assertEquals(0, health.down());
    assertEquals(
        List.of(
            "address-down host=acme/web1 address=" + ONE + " port=993 reason=f",
            "address-up host=acme/web1 address=" + ONE + " port=993"),
        lines);
  }

  @Test
  void aHostThatMovesAsAWholeMovesByOneEntry() {
    inventory.host("acme", "web1", List.of(ONE, TWO), endpoint(NAME));
    pass();
    // It does not speak what belongs on 1443 at all.
    results("f", 1443, ONE, TWO);
    results("a", 443, ONE, TWO);
    results("a", 993, ONE, TWO);
    pass();
    results("f", 443, ONE);
    results("f", 993, ONE);
    assertEquals(Set.of(NAME), pass().get(MapKind.NAMES));
    assertEquals(Map.of(NAME, TWO + "|none"), table.entries(MapKind.NAMES));
    assertEquals(Map.of(), table.entries(MapKind.OVERRIDES));
    assertEquals(List.of(), health.problems());
  }

  @Test
  void whatNeverAnsweredAndIsNotListedIsNoNews() {
    inventory.host("acme", "web1", List.of(ONE, TWO), endpoint(NAME));
    pass();
    results("a", 443, ONE, TWO);
    results("f", 993, ONE, TWO);
    assertEquals(List.of(), lines);
    assertEquals(List.of(), health.problems());
    assertEquals(0, health.down());
  }

  @Test
  void aListedServiceThatNobodyAnswersIsAProblem() {
    inventory.host("acme", "web1", List.of(ONE, TWO), only(NAME, 443), only("m.acme.example", 993));
    pass();
    results("a", 993, ONE, TWO);
    results("f", 443, ONE, TWO);
    assertEquals(
        List.of(
            "acme/web1: none of its addresses answers on port 443: 2001:db8:a::1 (f),"
                + " 2001:db8:a::2 (f); visitors still go to the first"),
        health.problems());
    assertEquals(2, lines.size());
    assertEquals(2, health.down());
  }

  @Test
  void aHostThatIsDownAsAWholeKeepsItsFirstAddressAndIsOneProblem() {
    inventory.host("acme", "web1", List.of(ONE, TWO), endpoint(NAME));
    pass();
    for (int port : new int[] {443, 993, 1443}) {
      results("f", port, ONE, TWO);
    }
    pass();
    assertEquals(Map.of(NAME, ONE + "|none"), table.entries(MapKind.NAMES));
    assertEquals(Map.of(), table.entries(MapKind.OVERRIDES));
    assertEquals(
        List.of(
            "acme/web1: none of its addresses answers on ports 443, 993, 1443: 2001:db8:a::1 (f),"
                + " 2001:db8:a::2 (f); visitors still go to the first"),
        health.problems());
    assertEquals(2, health.down());
  }

  @Test
  void afterARestartAHostStaysWhereHaproxyLeadsUntilThereIsAVerdict() {
    inventory.host("acme", "web1", List.of(ONE, TWO), only(NAME, 443));
    health.follow(inventory.snapshot());
    assertTrue(health.wantsLive());
    Map<String, String> live = Map.of("443/" + NAME, TWO + "|none");
    health.live((map, key) -> map == MapKind.OVERRIDES ? live.get(key) : "-");
    assertFalse(health.wantsLive());
    pass();
    assertEquals(live, table.entries(MapKind.OVERRIDES));
    results("a", 443, TWO);
    pass();
    assertEquals(live, table.entries(MapKind.OVERRIDES));
    results("a", 443, ONE);
    pass();
    assertEquals(Map.of("443/" + NAME, ONE + "|none"), table.entries(MapKind.OVERRIDES));
  }

  @Test
  void theOneThatHaproxyLeadsToIsLeftWhenItIsDown() {
    inventory.host("acme", "web1", List.of(ONE, TWO), only(NAME, 443));
    health.follow(inventory.snapshot());
    health.live((map, key) -> map == MapKind.NAMES ? "-" : TWO + "|none");
    results("f", 443, TWO);
    pass();
    assertEquals(Map.of("443/" + NAME, ONE + "|none"), table.entries(MapKind.OVERRIDES));
  }

  @Test
  void anAddressThatTheHostHasNoMoreIsNotKept() {
    inventory.host("acme", "web1", List.of(ONE, TWO), only(NAME, 443));
    health.follow(inventory.snapshot());
    health.live((map, key) -> map == MapKind.NAMES ? "-" : "2001:db8:a::3|none");
    pass();
    assertEquals(Map.of("443/" + NAME, ONE + "|none"), table.entries(MapKind.OVERRIDES));
  }

  @Test
  void aNewAddressAtTheHeadOfTheListIsUsedWhenItHasAnswered() {
    inventory.host("acme", "web1", TWO, only(NAME, 443));
    pass();
    inventory.host("acme", "web1", List.of(ONE, TWO), only(NAME, 443));
    pass();
    assertEquals(Map.of("443/" + NAME, TWO + "|none"), table.entries(MapKind.OVERRIDES));
    results("a", 443, ONE);
    pass();
    assertEquals(Map.of("443/" + NAME, ONE + "|none"), table.entries(MapKind.OVERRIDES));
  }

  @Test
  void aChangeOfTheHostKeepsWhatIsKnownOfItsAddresses() {
    inventory.host("acme", "web1", List.of(ONE, TWO), only(NAME, 443));
    pass();
    results("a", 443, TWO);
    results("f", 443, ONE);
    pass();
    inventory.host("acme", "web1", List.of(ONE, TWO), only("new.acme.example", 443));
    pass();
    assertEquals(Map.of("443/new.acme.example", TWO + "|none"), table.entries(MapKind.OVERRIDES));
    inventory.gateway(TestInventory.gateway(List.of("127.0.64.1"), 443));
    pass();
    assertEquals(Map.of("443/new.acme.example", TWO + "|none"), table.entries(MapKind.OVERRIDES));
    assertEquals(2, checked.targets.size());
  }

  @Test
  void theLoopHearsOfVerdictsThatMatterOnly() {
    inventory.host("acme", "web1", List.of(ONE, TWO), only(NAME, 443));
    pass();
    results("a", 443, ONE, TWO);
    assertEquals(0, news);
    results("f", 443, ONE);
    assertEquals(1, news);
    results("f", 443, ONE);
    assertEquals(1, news);
  }

  @Test
  void aResultOfWhatWasTakenAwayMeanwhileIsDropped() {
    inventory.host("acme", "web1", List.of(ONE, TWO), only(NAME, 443));
    pass();
    inventory.removeCustomer("acme");
    pass();
    results("f", 443, ONE, TWO);
    assertEquals(List.of(), lines);
    assertEquals(Set.of(), checked.targets);
  }

  private Map<MapKind, Set<String>> pass() {
    health.follow(inventory.snapshot());
    return table.update(inventory.snapshot(), health.take()).keys();
  }

  /** Twice, as a verdict takes. */
  private void results(String kind, int port, String... addresses) {
    HostId host = new HostId(Label.parse("acme"), Label.parse("web1"));
    for (String address : addresses) {
      Target target = new Target(host, Ipv6Address.parse(address), new Port(port));
      for (int i = 0; i < 2; i++) {
        health.enter(target, kind.equals("a") ? CheckResult.answered() : CheckResult.failed("f"));
      }
    }
  }
}
