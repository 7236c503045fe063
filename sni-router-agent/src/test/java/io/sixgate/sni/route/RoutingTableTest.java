package io.sixgate.sni.route;

import static io.sixgate.sni.route.TestInventory.elsewhere;
import static io.sixgate.sni.route.TestInventory.endpoint;
import static io.sixgate.sni.route.TestInventory.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.haproxy.sync.Touched;
import io.sixgate.inventory.model.ClientAddressDefaults;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RoutingTableTest {
  private final TestInventory inventory = new TestInventory();

  @Test
  void aNameLeadsToItsHostOnAllPortsByOneEntry() {
    inventory.host("acme", "web1", "2001:db8:a::80", endpoint("www.acme.example"));
    RoutingTable table = RoutingTable.of(inventory.snapshot());
    assertEquals(Map.of("www.acme.example", "2001:db8:a::80|none"), table.entries(MapKind.NAMES));
    assertEquals(Map.of(), table.entries(MapKind.OVERRIDES));
    assertEquals(Map.of("2001:db8:a::/48", "acme"), table.entries(MapKind.CUSTOMERS));
  }

  @Test
  void aNameWithListedServicesIsKnownOnTheirPortsOnly() {
    inventory.host("acme", "web1", "2001:db8:a::80", only("*.shop.acme.example", 443));
    RoutingTable table = RoutingTable.of(inventory.snapshot());
    assertEquals(Map.of("*.shop.acme.example", "-"), table.entries(MapKind.NAMES));
    assertEquals(
        Map.of("443/*.shop.acme.example", "2001:db8:a::80|none"), table.entries(MapKind.OVERRIDES));
  }

  @Test
  void anotherPortOfTheHostStandsInTheOverride() {
    inventory.host("acme", "web1", "2001:db8:a::80", elsewhere("www.acme.example", 443, 8443));
    RoutingTable table = RoutingTable.of(inventory.snapshot());
    assertEquals(
        Map.of("443/www.acme.example", "2001:db8:a::80|none|8443"),
        table.entries(MapKind.OVERRIDES));
  }

  @Test
  void aServiceWithAnotherDefaultModeIsAnOverrideUnlessTheEndpointSaysItsOwn() {
    inventory.defaults(
        new ClientAddressDefaults(
            ClientAddressMode.PROXY_V2,
            Map.of(Service.tls(new Port(993)), ClientAddressMode.NONE)));
    inventory.host(
        "acme",
        "web1",
        "2001:db8:a::80",
        endpoint("www.acme.example"),
        endpoint("own.acme.example", ClientAddressMode.PROXY_V1));
    RoutingTable table = RoutingTable.of(inventory.snapshot());
    assertEquals(
        Map.of(
            "www.acme.example", "2001:db8:a::80|proxy-v2",
            "own.acme.example", "2001:db8:a::80|proxy-v1"),
        table.entries(MapKind.NAMES));
    assertEquals(
        Map.of("993/www.acme.example", "2001:db8:a::80|none"), table.entries(MapKind.OVERRIDES));
  }

  @Test
  void aChangedHostTouchesItsOwnKeysOnly() {
    inventory.host("acme", "web1", "2001:db8:a::80", endpoint("www.acme.example"));
    inventory.host("bolt", "web1", "2001:db8:b::80", endpoint("www.bolt.example"));
    RoutingTable table = RoutingTable.of(inventory.snapshot());
    inventory.host("acme", "web1", "2001:db8:a::81", endpoint("new.acme.example"));
    Touched<MapKind> touched = table.update(inventory.snapshot());
    assertEquals(Set.of("www.acme.example", "new.acme.example"), touched.keys().get(MapKind.NAMES));
    assertEquals(Set.of("2001:db8:a::/48"), touched.keys().get(MapKind.CUSTOMERS));
  }

  @Test
  void aNameThatMovesBetweenHostsIsNotLost() {
    inventory.host("acme", "a1", "2001:db8:a::1", endpoint("www.acme.example"));
    inventory.host("acme", "z1", "2001:db8:a::2");
    RoutingTable table = RoutingTable.of(inventory.snapshot());
    inventory.host("acme", "a1", "2001:db8:a::1");
    inventory.host("acme", "z1", "2001:db8:a::2", endpoint("www.acme.example"));
    table.update(inventory.snapshot());
    assertEquals(Map.of("www.acme.example", "2001:db8:a::2|none"), table.entries(MapKind.NAMES));
    inventory.host("acme", "a1", "2001:db8:a::1", endpoint("www.acme.example"));
    inventory.host("acme", "z1", "2001:db8:a::2");
    table.update(inventory.snapshot());
    assertEquals(Map.of("www.acme.example", "2001:db8:a::1|none"), table.entries(MapKind.NAMES));
  }

  @Test
  void theGenerationNamesTheContentNotTheWayToIt() {
    inventory.host("acme", "web1", "2001:db8:a::80", endpoint("www.acme.example"));
    RoutingTable table = RoutingTable.of(inventory.snapshot());
    String first = table.generation();
    inventory.host("acme", "web1", "2001:db8:a::81", endpoint("www.acme.example"));
    table.update(inventory.snapshot());
    assertNotEquals(first, table.generation());
    inventory.host("acme", "web1", "2001:db8:a::80", endpoint("www.acme.example"));
    table.update(inventory.snapshot());
    assertEquals(first, table.generation());
    assertTrue(first.matches("[0-9a-f]{16}"), first);
  }

  @Test
  void afterAnyWalkTheTableIsThatOfTheLastInventory() {
    Random random = new Random(2);
    RoutingTable table = new RoutingTable();
    for (int step = 0; step < 500; step++) {
      change(random);
      table.update(inventory.snapshot());
      RoutingTable fresh = RoutingTable.of(inventory.snapshot());
      for (MapKind map : MapKind.values()) {
        assertEquals(fresh.entries(map), table.entries(map), "step " + step);
      }
      assertEquals(fresh.generation(), table.generation(), "step " + step);
    }
  }

  @Test
  void afterAnyWalkOfInventoryAndHealthTheTableIsThatOfTheLastOfBoth() {
    Random random = new Random(3);
    RoutingTable table = new RoutingTable();
    Set<Target> down = new HashSet<>();
    for (int step = 0; step < 1000; step++) {
      if (random.nextInt(3) == 0) {
        change(random);
      }
      Set<HostId> changed = new HashSet<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        Target target = target(random);
        changed.add(target.host());
        if (!down.remove(target)) {
          down.add(target);
        }
      }
      Set<Target> now = Set.copyOf(down);
      Health health = target -> !now.contains(target);
      table.update(inventory.snapshot(), new HealthChange(health, changed));
      RoutingTable fresh = RoutingTable.of(inventory.snapshot(), health);
      for (MapKind map : MapKind.values()) {
        assertEquals(fresh.entries(map), table.entries(map), "step " + step);
      }
      assertEquals(fresh.generation(), table.generation(), "step " + step);
    }
  }

  @Test
  void aChangeOfHealthTouchesThatHostsKeysOnly() {
    List<String> addresses = List.of("2001:db8:a::1", "2001:db8:a::2");
    inventory.host("acme", "h0", addresses, endpoint("a.acme.example"));
    inventory.host("acme", "h1", addresses, endpoint("b.acme.example"));
    RoutingTable table = RoutingTable.of(inventory.snapshot());
    Target down = target("acme", "h0", "2001:db8:a::1", 443);
    Touched<MapKind> touched =
        table.update(
            inventory.snapshot(),
            new HealthChange(target -> !target.equals(down), Set.of(down.host())));
    assertEquals(Set.of("a.acme.example"), touched.keys().get(MapKind.NAMES));
    assertEquals(Set.of("443/a.acme.example"), touched.keys().get(MapKind.OVERRIDES));
    assertEquals(
        Map.of("443/a.acme.example", "2001:db8:a::2|none"), table.entries(MapKind.OVERRIDES));
  }

  private static Target target(Random random) {
    String customer = List.of("acme", "bolt", "cube").get(random.nextInt(3));
    int port = List.of(443, 990, 991, 992, 993, 1443, 1993).get(random.nextInt(7));
    return target(customer, "h" + random.nextInt(3), address(customer, random), port);
  }

  private static Target target(String customer, String host, String address, int port) {
    HostId id = new HostId(Label.parse(customer), Label.parse(host));
    return new Target(id, Ipv6Address.parse(address), new Port(port));
  }

  private void change(Random random) {
    String customer = List.of("acme", "bolt", "cube").get(random.nextInt(3));
    String host = "h" + random.nextInt(3);
    switch (random.nextInt(8)) {
      case 0 -> {
        if (inventory.snapshot().customers().keySet().stream()
            .anyMatch(name -> name.toString().equals(customer))) {
          inventory.removeHost(customer, host);
        }
      }
      case 1 -> inventory.removeCustomer(customer);
      case 2 ->
          inventory.gateway(
              TestInventory.gateway(List.of("127.0.64.1"), 443, 990 + random.nextInt(3)));
      default ->
          inventory.host(
              customer, host, addresses(customer, random), endpoints(customer, host, random));
    }
  }

  private static String address(String customer, Random random) {
    return "2001:db8:%s::%x".formatted(customer.charAt(0), 1 + random.nextInt(3));
  }

  private static List<String> addresses(String customer, Random random) {
    return Stream.generate(() -> address(customer, random))
        .limit(1 + random.nextInt(3))
        .distinct()
        .toList();
  }

  /** Names are unique over hosts, as the reader has them. */
  private static Endpoint[] endpoints(String customer, String host, Random random) {
    String domain = host + "." + customer + ".example";
    return new Endpoint[] {
      random.nextBoolean() ? endpoint("www." + domain) : only("www." + domain, 443),
      random.nextBoolean() ? endpoint("*." + domain) : elsewhere("*." + domain, 993, 1993),
    };
  }
}
