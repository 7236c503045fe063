package io.sixgate.dns.resolver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.dns.InventoryFolder;
import io.sixgate.dns.cdb.Bytes;
import io.sixgate.dns.table.Table;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.Ipv6Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientTablesTest {
  private static final String GATEWAY =
      """
      addresses: [192.0.2.1, '2001:db8:ff::1']
      provider-prefixes: ['2001:db8::/32']
      customer-prefixes: ['2001:db8:a::/48', '2001:db8:b::/48']
      nat64: { prefix: '2001:db8:64:64::/96', pool: [192.0.2.32] }
      dns: { resolver: { addresses: ['2001:db8:ff::53'], never-synthesise: [v4.example] } }
      """;

  @TempDir Path folder;
  private InventoryFolder inventory;

  @BeforeEach
  void aGateway() throws IOException {
    inventory = InventoryFolder.of(folder, GATEWAY);
  }

  private ClientTables tables() throws Exception {
    Inventory read = inventory.read();
    assertEquals(List.of(), read.problems());
    return ClientTables.of(read, read.gateway().dns().resolver().orElseThrow());
  }

  private void acme(String ipv6Only) throws IOException {
    inventory.file(
        "acme/customer.yaml",
        InventoryFolder.customer("2001:db8:a::/48", "acme.example")
            + "ipv6-only: "
            + ipv6Only
            + "\n");
  }

  private static Bytes key(String address) {
    return Table.key(Ipv6Address.parse(address));
  }

  @Test
  void withoutSuchCustomersThereAreTheTablesOfUsualLengthsForTheFirstOne() throws Exception {
    ClientTables tables = tables();
    assertEquals(List.of(48, 56, 64), tables.lengths());
    assertEquals(Map.of(), tables.entries().get(ClientTables.table(48)));
    assertEquals(1, tables.entries().get(ClientTables.NEVER).size());
  }

  @Test
  void aCustomersPrefixIsOneNetworkOfItsLength() throws Exception {
    acme("true");
    assertEquals(
        Map.of(key("2001:db8:a::"), Bytes.of("hide")),
        tables().entries().get(ClientTables.table(48)));
  }

  @Test
  void aPrefixOfAnotherLengthIsNetworksOfTheNextOne() throws Exception {
    acme("['2001:db8:a:40::/62', '2001:db8:a::80/128']");
    ClientTables tables = tables();
    assertEquals(List.of(48, 56, 64, 128), tables.lengths());
    Map<Bytes, Bytes> networks = tables.entries().get(ClientTables.table(64));
    assertEquals(
        List.of(
            key("2001:db8:a:40::"),
            key("2001:db8:a:41::"),
            key("2001:db8:a:42::"),
            key("2001:db8:a:43::")),
        List.copyOf(networks.keySet()));
  }

  @Test
  void theGatewaysDefaultHoldsForAll() throws Exception {
    inventory.file("gateway.yaml", GATEWAY.replace("resolver: {", "resolver: { ipv6-only: true,"));
    acme("false");
    assertEquals(
        List.of(key("2001:db8:b::")),
        List.copyOf(tables().entries().get(ClientTables.table(48)).keySet()));
  }
}
