package io.sixgate.forward.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.forward.InventoryFolder;
import io.sixgate.inventory.net.Hostname;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ZoneTableTest {
  private static final String GATEWAY =
      """
      addresses: [192.0.2.1, '2001:db8:ff::1']
      provider-prefixes: ['2001:db8::/32']
      customer-prefixes: ['2001:db8:a::/48', '2001:db8:b::/48']
      domain: gw.example
      tls-ports: [993]
      """;
  private static final String LEASES =
      """
      lease-pool: { addresses: [192.0.2.7], domain: lease.gw.example, ttl: 60s }
      """;
  private static final String SERVED = "dns: { zone-server: '[::1]:5300' }\n";

  @TempDir Path folder;
  private InventoryFolder inventory;
  private final ZoneTable table = new ZoneTable();

  @BeforeEach
  void aGatewayWithOneHost() throws IOException {
    inventory = new InventoryFolder(folder, GATEWAY + LEASES + SERVED);
    inventory.file("acme/web1.yaml", "address: 2001:db8:a::80\n");
  }

  private List<String> lines(String zone) throws Exception {
    table.update(inventory.read());
    return table.zones().get(Hostname.parse(zone)).lines();
  }

  @Test
  void aHostHasItsOwnAddressAndTheNamesBeforeItTheGateways() throws Exception {
    assertEquals(
        List.of(
            "gw.example. 300 A 192.0.2.1",
            "gw.example. 300 AAAA 2001:db8:ff::1",
            "gw.example. 3600 NS ns.gw.example.",
            "lease.gw.example. 3600 NS ns.gw.example.",
            "ns.gw.example. 300 A 192.0.2.1",
            "ns.gw.example. 300 AAAA 2001:db8:ff::1",
            "ssh.web1.acme.gw.example. 300 A 192.0.2.1",
            "ssh.web1.acme.gw.example. 300 AAAA 2001:db8:ff::1",
            "web1.acme.gw.example. 300 AAAA 2001:db8:a::80",
            "www.web1.acme.gw.example. 300 A 192.0.2.1",
            "www.web1.acme.gw.example. 300 AAAA 2001:db8:ff::1"),
        lines("gw.example"));
  }

  @Test
  void aLeaseLeadsToTheLentAddressAndOnceTakenBackToTheGateway() throws Exception {
    inventory.file(
        "acme/web1.yaml",
        """
        address: 2001:db8:a::80
        leases:
          - { service: pop3, address: 192.0.2.7 }
          - { service: imaps, address: 192.0.2.7, reclaimed: 2020-01-01T00:00:00Z }
          - { service: smtp, address: 192.0.2.7, expires: 2020-01-01 }
        """);
    assertEquals(
        List.of(
            "imaps-acme-web1.lease.gw.example. 60 A 192.0.2.1",
            "imaps-acme-web1.lease.gw.example. 60 AAAA 2001:db8:ff::1",
            "lease.gw.example. 300 A 192.0.2.1",
            "lease.gw.example. 300 AAAA 2001:db8:ff::1",
            "lease.gw.example. 3600 NS ns.gw.example.",
            "pop3-acme-web1.lease.gw.example. 60 A 192.0.2.7",
            "pop3-acme-web1.lease.gw.example. 60 AAAA 2001:db8:a::80"),
        lines("lease.gw.example"));
  }

  @Test
  void aCustomerCalledAsTheDomainOfLeasesIsHasNoNamesAmongThem() throws Exception {
    inventory.file("lease/customer.yaml", "prefixes: ['2001:db8:b:1::/64']\n");
    inventory.file("lease/pop3-acme-web1.yaml", "address: 2001:db8:b:1::80\n");
    assertEquals(
        List.of(),
        lines("lease.gw.example").stream().filter(line -> line.contains("pop3")).toList());
  }

  @Test
  void withoutAServerForThemThereAreNoZones() throws Exception {
    inventory.file("gateway.yaml", GATEWAY + LEASES);
    table.update(inventory.read());
    assertEquals(0, table.zones().size());
  }

  @Test
  void aChangeOfNoNameLeavesTheZonesAsTheyWere() throws Exception {
    table.update(inventory.read());
    var before = table.zones();
    inventory.file("acme/web1.yaml", "address: 2001:db8:a::80\nendpoints: [www.acme.example]\n");
    table.update(inventory.read());
    assertSame(before, table.zones());
    inventory.remove("acme/web1.yaml");
    table.update(inventory.read());
    assertNotSame(before, table.zones());
  }

  @Test
  void theCheckersTakeTheZones() throws Exception {
    Path nsd = Path.of("/usr/sbin/nsd-checkzone");
    Path bind = Path.of("/usr/bin/named-checkzone");
    assumeTrue(Files.exists(nsd) && Files.exists(bind), "nsd or bind9-utils is not installed");
    table.update(inventory.read());
    for (var zone : table.zones().entrySet()) {
      Path file = folder.resolve(zone.getKey() + ".zone");
      Files.writeString(file, zone.getValue().text(Serial.parse("1")));
      for (Path checker : List.of(nsd, bind)) {
        CommandRunner.standard()
            .run(Command.of(checker.toString(), zone.getKey().toString(), file.toString()))
            .orThrow();
      }
    }
  }
}
