package io.sixgate.forward.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.forward.InventoryFolder;
import io.sixgate.haproxy.sync.Touched;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForwardTableTest {
  private static final String GATEWAY =
      """
      addresses: [192.0.2.1, 2001:db8:ff::1]
      provider-prefixes: [2001:db8::/32]
      customer-prefixes: [2001:db8:a::/48, 2001:db8:b::/48]
      ssh-ports: 22000-22999
      forward-ports: [20000-20999]
      lease-pool: { addresses: [192.0.2.7], domain: lease.provider.example }
      """;

  @TempDir Path folder;
  private InventoryFolder inventory;

  @BeforeEach
  void start() throws Exception {
    inventory = new InventoryFolder(folder, GATEWAY);
  }

  @Test
  void sshAndForwardsAreOnEachAddressOfTheGatewayUnlessTheyNameOne() throws Exception {
    inventory.file(
        "acme/web1.yaml",
        """
        address: 2001:db8:a::80
        ssh: { port: 22101 }
        forwards:
          - { ports: 20000-20001, host-port: 80, client-address: proxy-v2 }
          - { ports: 20100, address: 192.0.2.1 }
        """);
    assertEquals(
        Map.of(
            "*|22101", "2001:db8:a::80|22|none",
            "*|20000", "2001:db8:a::80|80|proxy-v2",
            "*|20001", "2001:db8:a::80|81|proxy-v2",
            "192.0.2.1|20100", "2001:db8:a::80|20100|none"),
        table().entries(ForwardMap.PORTS));
    assertEquals(
        Map.of("2001:db8:a::/48", "acme", "2001:db8:b::/48", "bolt"),
        table().entries(ForwardMap.CUSTOMERS));
  }

  @Test
  void whatTheKernelForwardsIsNotInHereAndOfALeaseTcpAlone() throws Exception {
    inventory.file(
        "acme/web1.yaml",
        """
        address: 2001:db8:a::80
        forwards:
          - { ports: 20000, protocol: udp, client-address: none }
          - { ports: 20001, kernel: true, client-address: none }
        leases:
          - { service: dns, address: 192.0.2.7 }
          - { service: ntp, address: 192.0.2.7 }
          - { service: pop3, address: 192.0.2.7, expires: 2020-01-01 }
        """);
    assertEquals(
        Map.of("192.0.2.7|53", "2001:db8:a::80|53|none"), table().entries(ForwardMap.PORTS));
  }

  @Test
  void forwardsWithTheSameListShareItAndTheLastTakesItAway() throws Exception {
    String forward = "  - { ports: %d, allow: [198.51.100.0/24] }\n";
    String host = "address: 2001:db8:a::80\nforwards:\n";
    inventory.file("acme/web1.yaml", host + forward.formatted(20000) + forward.formatted(20001));
    ForwardTable table = table();
    assertEquals(1, table.entries(ForwardMap.ALLOWED).size());
    String list = table.entries(ForwardMap.PORTS).get("*|20000").split("\\|")[3];
    assertEquals(Map.of(list + "/4/C63364", "allowed"), table.entries(ForwardMap.ALLOWED));

    inventory.file("acme/web1.yaml", host + forward.formatted(20001));
    table.update(inventory.read());
    assertEquals(1, table.entries(ForwardMap.ALLOWED).size());
    inventory.file("acme/web1.yaml", "address: 2001:db8:a::80\n");
    Touched<ForwardMap> touched = table.update(inventory.read());
    assertEquals(Map.of(), table.entries(ForwardMap.ALLOWED));
    assertEquals(Set.of(list + "/4/C63364"), touched.keys().get(ForwardMap.ALLOWED));
  }

  @Test
  void aChangedHostTouchesItsOwnPortsOnly() throws Exception {
    inventory.file("acme/web1.yaml", "address: 2001:db8:a::80\nssh: { port: 22101 }\n");
    inventory.file("bolt/web1.yaml", "address: 2001:db8:b::80\nssh: { port: 22201 }\n");
    ForwardTable table = table();
    inventory.file("acme/web1.yaml", "address: 2001:db8:a::80\nssh: { port: 22102 }\n");
    Touched<ForwardMap> touched = table.update(inventory.read());
    assertEquals(Set.of("*|22101", "*|22102"), touched.keys().get(ForwardMap.PORTS));
  }

  @Test
  void aPortThatMovesBetweenHostsIsNotLost() throws Exception {
    inventory.file("acme/a1.yaml", "address: 2001:db8:a::1\nssh: { port: 22101 }\n");
    inventory.file("acme/z1.yaml", "address: 2001:db8:a::2\n");
    ForwardTable table = table();
    for (String owner : List.of("z1", "a1", "z1")) {
      inventory.file("acme/a1.yaml", "address: 2001:db8:a::1\n");
      inventory.file("acme/z1.yaml", "address: 2001:db8:a::2\n");
      String address = owner.equals("a1") ? "2001:db8:a::1" : "2001:db8:a::2";
      inventory.file("acme/" + owner + ".yaml", "address: " + address + "\nssh: { port: 22101 }\n");
      table.update(inventory.read());
      assertEquals(Map.of("*|22101", address + "|22|none"), table.entries(ForwardMap.PORTS));
    }
  }

  @Test
  void theKeysOfAPortAreTheAddressFirstAndThenEach() throws Exception {
    inventory.file("acme/web1.yaml", "address: 2001:db8:a::80\n");
    var gateway = inventory.read().gateway();
    assertEquals(
        List.of("192.0.2.1|80", "*|80"),
        ForwardTable.keys(gateway, IpAddress.parse("192.0.2.1"), new Port(80)));
    assertEquals(
        List.of("192.0.2.7|80"),
        ForwardTable.keys(gateway, IpAddress.parse("192.0.2.7"), new Port(80)),
        "a lent address has no ports but its own");
  }

  @Test
  void afterAnyWalkTheTableIsThatOfTheLastInventoryAndEveryDifferenceWasTouched() throws Exception {
    Random random = new Random(5);
    ForwardTable table = table();
    for (int step = 0; step < 120; step++) {
      Map<ForwardMap, Map<String, String>> before = copy(table);
      String customer = random.nextBoolean() ? "acme" : "bolt";
      String host = customer + "/h" + random.nextInt(4) + ".yaml";
      if (random.nextInt(5) == 0) {
        inventory.remove(host);
      } else {
        inventory.file(host, host(random, customer));
      }
      Touched<ForwardMap> touched = table.update(inventory.read());
      ForwardTable fresh = table();
      for (ForwardMap map : ForwardMap.values()) {
        assertEquals(fresh.entries(map), table.entries(map), map + " after step " + step);
        Set<String> keys = new HashSet<>(before.get(map).keySet());
        keys.addAll(table.entries(map).keySet());
        keys.removeIf(
            key -> java.util.Objects.equals(before.get(map).get(key), table.entries(map).get(key)));
        assertTrue(touched.all() || touched.keys().get(map).containsAll(keys), keys + " of " + map);
      }
      assertEquals(fresh.generation(), table.generation());
    }
    assertNotEquals(0, table.entries(ForwardMap.PORTS).size());
  }

  private static String host(Random random, String customer) {
    StringBuilder text =
        new StringBuilder(
            "address: 2001:db8:%s::%d\nssh: { port: %d }\nforwards:\n"
                .formatted(
                    customer.substring(0, 1), 1 + random.nextInt(9), 22000 + random.nextInt(6)));
    for (int i = 0; i < 3; i++) {
      text.append("  - { ports: ").append(20000 + random.nextInt(9));
      if (random.nextBoolean()) {
        text.append(", allow: [198.51.%d.0/22]".formatted(4 * random.nextInt(3)));
      }
      text.append(" }\n");
    }
    return text.toString();
  }

  private static Map<ForwardMap, Map<String, String>> copy(ForwardTable table) {
    Map<ForwardMap, Map<String, String>> copy = new java.util.EnumMap<>(ForwardMap.class);
    for (ForwardMap map : ForwardMap.values()) {
      copy.put(map, Map.copyOf(table.entries(map)));
    }
    return copy;
  }

  private ForwardTable table() throws Exception {
    return ForwardTable.of(inventory.read());
  }
}
