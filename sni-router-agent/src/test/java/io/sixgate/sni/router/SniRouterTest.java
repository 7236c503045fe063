package io.sixgate.sni.router;

import static io.sixgate.sni.route.TestInventory.endpoint;
import static io.sixgate.sni.route.TestInventory.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.OwnAddresses;
import io.sixgate.sni.route.MapKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The router against the fake: what it does when the server does not do as it is told. */
final class SniRouterTest extends RouterAgainstFake {
  @Test
  void withoutHaproxyTheFilesAreWrittenAndTheOperatorHearsWhatIsMissing() throws Exception {
    Outcome outcome = pass();
    assertEquals(
        List.of(
            "HAProxy does not answer at "
                + settings.socket(BridgeConfiguration.PART)
                + " (No such file or directory); start HAProxy with -f and the agents'"
                + " folder, e.g. /var/lib/sixgate/haproxy, at its end: their files are written"
                + " without it, too"),
        outcome.failures());
    assertTrue(Files.readString(settings.map(MapKind.NAMES)).contains("www.acme.example "));
    assertTrue(
        Files.readString(settings.configuration(BridgeConfiguration.PART))
            .contains("frontend sixgate_tls"));
    assertThrows(IOException.class, () -> router.plan(Depth.FULL));
    startHaproxy();
    assertNotEquals(router.known(), router.answering());
    assertEquals(List.of(), router.plan(Depth.CHANGES).commands());
    assertEquals(router.known(), router.answering());
  }

  @Test
  void aNameIsAddedAfterItsFileIsWrittenAndItsPrefixIsAllowed() throws Exception {
    settle();
    inventory.host("bolt", "web1", "2001:db8:b::80", only("mail.bolt.example", 993));
    assertEquals(
        """
        # write STATE/customers.map
        add map STATE/customers.map 2001:db8:b::/48 bolt
        # write STATE/overrides.recent.map
        add map STATE/overrides.recent.map 993/mail.bolt.example 2001:db8:b::80|none
        # write STATE/names.recent.map
        add map STATE/names.recent.map mail.bolt.example -
        """,
        commands(router.plan(Depth.CHANGES)));
  }

  @Test
  void removalsGoTheOtherWayRound() throws Exception {
    inventory.host("bolt", "web1", "2001:db8:b::80", only("mail.bolt.example", 993));
    settle();
    inventory.removeCustomer("bolt");
    haproxy.takeReceived();
    assertEquals(List.of(), pass().failures());
    assertEquals(
        """
        add map STATE/names.recent.map mail.bolt.example gone
        add map STATE/overrides.recent.map 993/mail.bolt.example gone
        del map STATE/customers.map 2001:db8:b::/48
        """,
        text(
            haproxy.takeReceived().stream()
                .filter(line -> line.startsWith("add") || line.startsWith("del"))
                .toList()));
  }

  @Test
  void whatHaproxyRefusesIsToldAndTheRestIsDone() throws Exception {
    settle();
    haproxy.refuse("add map " + recentNames(), "Out of memory.");
    inventory.host(
        "acme", "web1", "2001:db8:a::81", endpoint("www.acme.example"), endpoint("n.acme.example"));
    Outcome outcome = pass();
    assertEquals(0, outcome.done());
    assertEquals(1, outcome.failures().size());
    assertTrue(outcome.failures().get(0).contains("Out of memory."), outcome.toString());
    haproxy.refuseNothing();
    assertEquals(
        """
        # write STATE/names.recent.map
        add map STATE/names.recent.map n.acme.example 2001:db8:a::81|none
        add map STATE/names.recent.map www.acme.example 2001:db8:a::81|none
        """,
        commands(router.plan(Depth.FULL)));
    settle();
  }

  @Test
  void whatSomebodyElseChangedIsSeenByTheFullReadAndMended() throws Exception {
    settle();
    haproxy.addBehindOurBack(settings.map(MapKind.NAMES), "foreign.example", "2001:db8:a::1|none");
    assertEquals(
        """
        # write STATE/names.map
        # write STATE/names.recent.map
        # as one replacement (prepare map, add map, commit map):
        del map STATE/names.map foreign.example
        """,
        commands(router.plan(Depth.FULL)));
  }

  @Test
  void aDamagedFileIsWrittenAgainThoughHaproxyIsRight() throws Exception {
    settle();
    Files.writeString(settings.map(MapKind.NAMES), "www.acme.ex");
    assertEquals(
        """
        # write STATE/names.map
        # write STATE/names.recent.map
        # as one replacement (prepare map, add map, commit map):
        """,
        commands(router.plan(Depth.FULL)));
    settle();
    assertTrue(Files.readString(settings.map(MapKind.NAMES)).contains("www.acme.example "));
  }

  @Test
  void anotherProcessAndANewOneFindAHostWhereHaproxyLeads() throws Exception {
    inventory.host("acme", "web1", "2001:db8:a::81", endpoint("www.acme.example"));
    settle();
    inventory.host(
        "acme", "web1", List.of("2001:db8:a::80", "2001:db8:a::81"), endpoint("www.acme.example"));
    router = new SniRouter(inventory, settings, new OwnAddresses(folder));
    assertEquals(List.of(), router.plan(Depth.FULL).commands());
    assertEquals(List.of(), router.plan(Depth.CHANGES).commands());
    assertEquals(2, router.facts().counts().get("addresses-checked"));
    inventory.host("acme", "web1", "2001:db8:a::80", endpoint("www.acme.example"));
    assertEquals(1, router.plan(Depth.CHANGES).maps().get(MapKind.NAMES).changes().size());
  }

  @Test
  void anInventoryThatCannotBeReadChangesNothing() throws Exception {
    settle();
    List<String> before = haproxy.state();
    inventory.unavailable(
        new InventoryUnavailable(
            List.of(
                new Problem(
                    new Place("gateway.yaml", 1, 1),
                    "addresses",
                    "",
                    "it is missing",
                    "list the gateway's addresses"))));
    IOException e = assertThrows(IOException.class, () -> router.plan(Depth.FULL));
    assertTrue(
        e.getMessage()
            .startsWith("the inventory cannot be used, so all stays as it is: gateway.yaml:1:1"),
        e.getMessage());
    assertEquals(before, haproxy.state());
  }

  @Test
  void aFullDiskLeavesHaproxyAsItIs() throws Exception {
    settle();
    List<String> before = haproxy.state();
    Files.delete(recentNames());
    Files.createDirectories(recentNames().resolve("in-the-way"));
    inventory.host("acme", "web1", "2001:db8:a::81", endpoint("www.acme.example"));
    assertThrows(IOException.class, () -> router.apply(router.plan(Depth.CHANGES)));
    assertEquals(before, haproxy.state());
  }

  @Test
  void afterAnyWalkWithFaultsHaproxyHoldsWhatTheInventorySays() throws Exception {
    Random random = new Random(6);
    for (int step = 0; step < 100; step++) {
      int host = random.nextInt(4);
      switch (random.nextInt(6)) {
        case 0 -> haproxy.kill();
        case 1 -> startHaproxy();
        case 2 -> haproxy.refuse(random.nextBoolean() ? "add map" : "del map", "Not now.");
        case 3 -> inventory.host("acme", "h" + host, "2001:db8:a::" + (1 + random.nextInt(9)));
        default ->
            inventory.host(
                "acme",
                "h" + host,
                "2001:db8:a::" + (1 + random.nextInt(9)),
                endpoint("a%d.acme.example".formatted(host)),
                only("b%d.acme.example".formatted(host), 443));
      }
      attemptPass(random.nextBoolean() ? Depth.CHANGES : Depth.FULL);
      haproxy.refuseNothing();
      startHaproxy();
      settle();
      assertEquals(List.of(), router.plan(Depth.FULL).commands(), "step " + step);
    }
  }
}
