package io.sixgate.forward.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.forward.InventoryFolder;
import io.sixgate.forward.table.ForwardMap;
import io.sixgate.forward.table.ForwardTable;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForwardExplainerTest {
  @TempDir Path folder;
  private Inventory inventory;
  private Map<String, String> live;

  @BeforeEach
  void start() throws Exception {
    InventoryFolder files =
        new InventoryFolder(
            folder,
            """
            addresses: [192.0.2.1, 2001:db8:ff::1]
            provider-prefixes: [2001:db8::/32]
            customer-prefixes: [2001:db8:a::/48, 2001:db8:b::/48]
            embedded-prefix: 2001:db8:64::/96
            ssh-ports: 22000-22999
            forward-ports: [20000-20999]
            lease-pool: { addresses: [192.0.2.7], domain: lease.provider.example }
            """);
    files.file(
        "acme/web1.yaml",
        """
        address: 2001:db8:a::80
        ssh: { port: 22101, allow: [198.51.100.0/24] }
        forwards:
          - { ports: 20000-20009, host-port: 80, address: 192.0.2.1 }
          - { ports: 20100-20109, host-port: 5000, kernel: true }
        leases: [{ service: pop3, address: 192.0.2.7 }]
        """);
    inventory = files.read();
    live = ForwardTable.of(inventory).entries(ForwardMap.PORTS);
  }

  @Test
  void aPortIsFollowedFromTheInventorysLineToTheHost() {
    ForwardExplanation ssh = explain("192.0.2.1", 22101);
    assertEquals("192.0.2.1:22101", ssh.port());
    assertEquals(
        "acme/web1.yaml:2:14 ssh acme/web1", ssh.place() + " " + ssh.record() + " " + ssh.host());
    assertTrue(
        ssh.entry().startsWith("forwards.map: *|22101 2001:db8:a::80|22|none|"), ssh.entry());
    assertEquals("same", ssh.live());
    assertEquals("[2001:db8:a::80]:22", ssh.leadsTo());
    assertEquals(List.of("198.51.100.0/24"), ssh.allow());
    assertTrue(ssh.isServed());
    assertEquals("[2001:db8:a::80]:85", explain("192.0.2.1", 20005).leadsTo());
    assertEquals("leases", explain("192.0.2.7", 110).record());
  }

  @Test
  void theSamePortOfAnotherAddressIsAnotherMatter() {
    ForwardExplanation other = explain("2001:db8:ff::1", 20005);
    assertEquals("[2001:db8:ff::1]:20005", other.port());
    assertEquals("a reset: no host has this port", other.clientSees());
    assertFalse(other.isServed());
    assertEquals(
        "no connection: no host has this port, and the gateway does not listen there for forwards",
        explain("192.0.2.1", 4711).clientSees());
  }

  @Test
  void whatTheKernelForwardsIsSaidSo() {
    ForwardExplanation kernel = explain("192.0.2.1", 20103);
    assertEquals("[2001:db8:a::80]:5003", kernel.leadsTo());
    assertNull(kernel.entry());
    assertEquals(
        "the host itself, forwarded by the kernel; the agent nat64 renders it",
        kernel.clientSees());
    assertTrue(kernel.isServed());
  }

  @Test
  void whatHaproxyHasInsteadIsShown() {
    live = Map.of();
    assertEquals("missing", explain("192.0.2.1", 22101).live());
    live = Map.of("*|22101", "2001:db8:a::99|22|none");
    ForwardExplanation stale = explain("192.0.2.1", 22101);
    assertEquals("forwards.map: *|22101 2001:db8:a::99|22|none", stale.live());
    assertFalse(stale.isServed());
    live = Map.of("*|20500", "2001:db8:a::99|22|none");
    assertFalse(explain("192.0.2.1", 20500).live().equals("same"));
  }

  @Test
  void aHaproxyThatCannotBeAskedIsSaidWithTheReason() {
    ForwardExplanation explanation =
        new ForwardExplainer(
                inventory,
                (map, key) -> {
                  throw new IOException("it is away");
                })
            .explain(IpAddress.parse("192.0.2.1"), new Port(22101));
    assertEquals("not known: it is away", explanation.live());
  }

  private ForwardExplanation explain(String address, int port) {
    return new ForwardExplainer(inventory, (map, key) -> Optional.ofNullable(live.get(key)))
        .explain(IpAddress.parse(address), new Port(port));
  }
}
