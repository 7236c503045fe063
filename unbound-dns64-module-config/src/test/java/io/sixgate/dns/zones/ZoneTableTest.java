package io.sixgate.dns.zones;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sixgate.dns.InventoryFolder;
import io.sixgate.dns.wire.WireName;
import io.sixgate.inventory.net.Ipv6Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ZoneTableTest {
  private static final String GATEWAY =
      """
      addresses: [192.0.2.1, '2001:db8:ff::1']
      provider-prefixes: ['2001:db8::/32']
      customer-prefixes: ['2001:db8:a::/48', '2001:db8:b::/48']
      """;

  @TempDir Path folder;
  private InventoryFolder inventory;

  @BeforeEach
  void aGateway() throws IOException {
    inventory = InventoryFolder.of(folder, GATEWAY);
  }

  private ZoneTable table(String... own) throws Exception {
    return ZoneTable.of(
        inventory.read(), Set.copyOf(List.of(own).stream().map(Ipv6Address::parse).toList()));
  }

  private static Map<String, String> of(ZoneTable table, TableKind kind) {
    Map<String, String> entries = new TreeMap<>();
    table
        .entries()
        .get(kind)
        .forEach((key, value) -> entries.put(WireName.text(key), value.toString()));
    return entries;
  }

  @Test
  void aZoneLeadsToTheServersOfItsOwn() throws Exception {
    inventory.file(
        "acme/web1.yaml",
        """
        address: 2001:db8:a::80
        zones:
          - in.acme.example
          - { name: two.acme.example, servers: ['2001:db8:a::54', '2001:db8:a::53'] }
          - { name: pp.acme.example, proxy-protocol: true }
        """);
    ZoneTable table = table();
    assertEquals(
        Map.of(
            "in.acme.example", "2001:db8:a::80",
            "two.acme.example", "2001:db8:a::53+2001:db8:a::54",
            "pp.acme.example", "2001:db8:a::80/proxy"),
        of(table, TableKind.ZONES));
    assertEquals(
        List.of(
            "2001:db8:a::53+2001:db8:a::54 [2001:db8:a::53]:53",
            "2001:db8:a::53+2001:db8:a::54 [2001:db8:a::54]:53",
            "2001:db8:a::80 [2001:db8:a::80]:53",
            "2001:db8:a::80/proxy [2001:db8:a::80]:53"),
        List.copyOf(table.backends().keySet()));
  }

  @Test
  void zonesWithTheSameServersShareThem() throws Exception {
    inventory.file(
        "acme/web1.yaml", "address: 2001:db8:a::80\nzones: [one.acme.example, two.acme.example]\n");
    assertEquals(1, table().backends().size());
  }

  @Test
  void theParentsServerIsKnownWhereItIsAnother() throws Exception {
    inventory.file("acme/dns.yaml", "address: 2001:db8:a::53\nzones: [acme.example]\n");
    inventory.file(
        "acme/web1.yaml",
        """
        address: 2001:db8:a::80
        zones: [in.acme.example, { name: same.acme.example, servers: ['2001:db8:a::53'] }]
        """);
    assertEquals(Map.of("in.acme.example", "2001:db8:a::53"), of(table(), TableKind.PARENTS));
  }

  @Test
  void transfersAreForThoseListed() throws Exception {
    inventory.file(
        "acme/web1.yaml",
        """
        address: 2001:db8:a::80
        zones: [{ name: in.acme.example, transfers-to: [203.0.113.0/24, '2001:db8:c::/48'] }, no.acme.example]
        """);
    assertEquals(
        Map.of("in.acme.example", "203.0.113.0/24 2001:db8:c::/48"),
        of(table(), TableKind.TRANSFERS));
  }

  @Test
  void anAddressOfTheGatewayIsNotAskedAndTold() throws Exception {
    inventory.file("acme/web1.yaml", "address: 2001:db8:a::1\nzones: [in.acme.example]\n");
    ZoneTable table = table("2001:db8:a::1");
    assertEquals(Map.of(), of(table, TableKind.ZONES));
    assertEquals(0, table.backends().size());
    assertEquals(1, table.problems().size());
  }

  @Test
  void theGatewaysOwnZonesLeadToItsZoneServer() throws Exception {
    inventory.file(
        "gateway.yaml",
        GATEWAY
            + """
            domain: gw.example
            lease-pool: { addresses: [192.0.2.7], domain: lease.example }
            dns: { zone-server: '[::1]:5300' }
            """);
    assertEquals(Map.of("gw.example", "own", "lease.example", "own"), of(table(), TableKind.ZONES));
    assertEquals(List.of("own [::1]:5300"), List.copyOf(table().backends().keySet()));
  }

  @Test
  void theGenerationChangesWithAnyEntry() throws Exception {
    String empty = table().generation();
    inventory.file("acme/web1.yaml", "address: 2001:db8:a::80\nzones: [in.acme.example]\n");
    String one = table().generation();
    assertNotEquals(empty, one);
    assertEquals(one, table().generation());
  }
}
