package io.sixgate.nat64.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.nat64.share.Allotment;
import io.sixgate.nat64.state.DesiredState;
import io.sixgate.nat64.state.OneToOne;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftOutPortsTest {
  private static final String REMEDY =
      "; take one of the two out, name one address of the gateway (address:), let it lead to another port of the host (host-port:), or write nat64.back-end: tayga";

  @TempDir Path folder;

  private List<String> problems(String host) throws Exception {
    Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        addresses: [192.0.2.1, 192.0.2.2]
        provider-prefixes: [2001:db8::/40]
        customer-prefixes: [2001:db8:a::/48]
        forward-ports: [20000-20999]
        lease-pool: { addresses: [192.0.2.7], domain: lease.provider.example }
        nat64:
          prefix: 2001:db8:64:64::/96
          pool: [192.0.2.32]
        """);
    Files.createDirectories(folder.resolve("acme"));
    Files.writeString(folder.resolve("acme/customer.yaml"), "prefixes: [2001:db8:a::/48]\n");
    Files.writeString(folder.resolve("acme/web1.yaml"), "address: 2001:db8:a::80\n" + host);
    Inventory inventory = new FileInventory(folder).read();
    assertEquals(List.of(), inventory.problems());
    OneToOne held =
        OneToOne.of(DesiredState.of(inventory, Allotment.NONE.next(inventory)).orElseThrow());
    return LeftOutPorts.problems(inventory, held.leftOut()).stream().map(Object::toString).toList();
  }

  @Test
  void theSecondForwardIsToldWithItsPlaceAndTheFirst() throws Exception {
    assertEquals(
        List.of(
            "acme/web1.yaml:4:29: forwards: \"UDP 20030\" is wrong because Jool can lead only one port of the gateway to the same port of a host, and these lead nowhere: 192.0.2.1:20030 → [2001:db8:a::80]:7010, where 192.0.2.1:20020 leads already"
                + REMEDY),
        problems(
            """
            forwards:
              - { protocol: udp, ports: 20020, host-port: 7010, address: 192.0.2.1 }
              - { protocol: udp, ports: 20030, host-port: 7010, address: 192.0.2.1 }
            """));
  }

  @Test
  void aLeaseThatLeadsWhereAForwardLeadsIsTold() throws Exception {
    assertEquals(
        List.of(
            "acme/web1.yaml:5:16: leases: \"udp-5060\" is wrong because Jool can lead only one port of the gateway to the same port of a host, and these lead nowhere: 192.0.2.7:5060 → [2001:db8:a::80]:5060, where 192.0.2.1:20020 leads already"
                + REMEDY),
        problems(
            """
            forwards:
              - { protocol: udp, ports: 20020, host-port: 5060, address: 192.0.2.1 }
            leases:
              - { service: udp-5060, address: 192.0.2.7 }
            """));
  }

  @Test
  void anEntryIsToldOnceOfItsManyRangesTheFirst() throws Exception {
    List<String> problems =
        problems(
            """
            forwards:
              - { protocol: udp, ports: 20010, host-port: 7000, address: 192.0.2.1 }
              - { protocol: udp, ports: 20011, host-port: 7002, address: 192.0.2.1 }
              - { protocol: udp, ports: 20012, host-port: 7004, address: 192.0.2.1 }
              - { protocol: udp, ports: 20013, host-port: 7006, address: 192.0.2.1 }
              - { protocol: udp, ports: 20014, host-port: 7008, address: 192.0.2.1 }
              - { protocol: udp, ports: 20100-20109, host-port: 7000, address: 192.0.2.1 }
            """);
    assertEquals(1, problems.size());
    assertEquals(
        "192.0.2.1:20106 → [2001:db8:a::80]:7006, where 192.0.2.1:20013 leads already, and 1 more"
            + REMEDY,
        problems.get(0).substring(problems.get(0).indexOf("192.0.2.1:20106")));
  }

  @Test
  void ofTwoHostsWithOneAddressTheSecondIsTold() throws Exception {
    Files.createDirectories(folder.resolve("acme"));
    Files.writeString(
        folder.resolve("acme/a-twin.yaml"),
        """
        address: 2001:db8:a::80
        forwards: [{ protocol: udp, ports: 20030, host-port: 7010, address: 192.0.2.1 }]
        """);
    List<String> problems =
        problems(
            "forwards: [{ protocol: udp, ports: 20020, host-port: 7010, address: 192.0.2.1 }]");
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).startsWith("acme/a-twin.yaml:2:36: "), problems.get(0));
  }
}
