package io.sixgate.forward.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.forward.InventoryFolder;
import io.sixgate.forward.table.ForwardMap;
import io.sixgate.forward.table.ForwardTable;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Protocol;
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
  private Optional<String> hindrance = Optional.empty();

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
            nat64: { prefix: 2001:db8:64:64::/96, pool: [192.0.2.32] }
            """);
    files.file(
        "acme/web1.yaml",
        """
        address: 2001:db8:a::80
        ssh: { port: 22101, allow: [198.51.100.0/24] }
        forwards:
          - { ports: 20000-20009, host-port: 80, address: 192.0.2.1 }
          - { ports: 20100-20109, host-port: 5000, kernel: true }
          - { ports: 20000, host-port: 9, protocol: udp, allow: [198.51.100.0/24] }
        leases: [{ service: pop3, address: 192.0.2.7 }, { service: sip, address: 192.0.2.7 }]
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
  void whatTheKernelForwardsIsSaidSoWithItsClientsAndHowTheHostSeesThem() {
    ForwardExplanation kernel = explain("192.0.2.1", 20103);
    assertEquals("[2001:db8:a::80]:5003", kernel.leadsTo());
    assertNull(kernel.entry());
    assertNull(kernel.allow());
    assertEquals(
        "the host itself, forwarded by the kernel: nftables and tayga, as the agent nat64 told them",
        kernel.clientSees());
    assertEquals(
        "the client's IPv4 address inside 2001:db8:64:64::/96 (RFC 6052)", kernel.hostSees());
    assertEquals("the client's own address", explain("2001:db8:ff::1", 20103).hostSees());
    assertTrue(kernel.isServed());
  }

  @Test
  void aPortThatTcpAndUdpLeadElsewhereByIsAskedForByItsProtocol() {
    assertEquals("[2001:db8:a::80]:80", explain("192.0.2.1", 20000).leadsTo());
    ForwardExplanation udp = explain("192.0.2.1", 20000, Protocol.UDP);
    assertEquals("192.0.2.1:20000/udp", udp.port());
    assertEquals("[2001:db8:a::80]:9", udp.leadsTo());
    assertEquals(List.of("198.51.100.0/24"), udp.allow());
    assertNull(udp.live());
    assertEquals("[2001:db8:a::80]:5060", explain("192.0.2.7", 5060, Protocol.UDP).leadsTo());
    assertEquals("same", explain("192.0.2.7", 5060, Protocol.TCP).live());
    assertEquals(
        "no answer: no host has UDP port 20001 of 192.0.2.1",
        explain("192.0.2.1", 20001, Protocol.UDP).clientSees());
  }

  @Test
  void aPortThatTheTranslatorCannotHoldLeadsNowhere() {
    hindrance = Optional.of("it holds another");
    ForwardExplanation kernel = explain("192.0.2.1", 20103);
    assertEquals("no answer: it holds another", kernel.clientSees());
    assertFalse(kernel.isServed());
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
    ForwardExplainer explainer =
        new ForwardExplainer(
            inventory,
            (map, key) -> {
              throw new IOException("it is away");
            },
            new Tayga());
    ForwardExplanation explanation =
        explainer.explain(IpAddress.parse("192.0.2.1"), new Port(22101), Optional.empty());
    assertEquals("not known: it is away", explanation.live());
  }

  private ForwardExplanation explain(String address, int port) {
    return explain(address, port, Optional.empty());
  }

  private ForwardExplanation explain(String address, int port, Protocol protocol) {
    return explain(address, port, Optional.of(protocol));
  }

  private ForwardExplanation explain(String address, int port, Optional<Protocol> protocol) {
    return new ForwardExplainer(
            inventory, (map, key) -> Optional.ofNullable(live.get(key)), new Tayga())
        .explain(IpAddress.parse(address), new Port(port), protocol);
  }

  private final class Tayga implements ForwardExplainer.Kernel {
    @Override
    public String translator() {
      return "tayga";
    }

    @Override
    public Optional<String> hindrance(IpAddress address, Protocol protocol, Port port) {
      return hindrance;
    }
  }
}
