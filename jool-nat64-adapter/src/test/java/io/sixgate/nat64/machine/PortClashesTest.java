package io.sixgate.nat64.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.ListeningSocket;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.nat64.share.Allotment;
import io.sixgate.nat64.state.DesiredState;
import io.sixgate.nat64.state.Inbound;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pool is the gateway's own address, as with a provider that has no other. */
final class PortClashesTest {
  private static final Ipv4Address OWN = Ipv4Address.parse("192.0.2.1");

  @TempDir Path folder;
  private Inventory inventory;
  private Nat64State state;

  @BeforeEach
  void readTheInventory() throws Exception {
    Files.createDirectories(folder.resolve("acme"));
    Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        addresses: [192.0.2.1, 2001:db8:ff::1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48]
        nat64: { prefix: 2001:db8:64:64::/96, pool: [192.0.2.1], ports: 40000-49999 }
        """);
    Files.writeString(folder.resolve("acme/customer.yaml"), "prefixes: [2001:db8:a::/48]\n");
    inventory = new FileInventory(folder).read();
    state = DesiredState.of(inventory, Allotment.NONE.next(inventory)).orElseThrow();
  }

  private static OwnPorts own(String outgoing, List<ListeningSocket> tcp) {
    return new OwnPorts(Set.of(OWN), PortRange.parse(outgoing), List.of(), tcp, List.of());
  }

  private static ListeningSocket socket(String address, int port) {
    return new ListeningSocket(IpAddress.parse(address), new Port(port), "1");
  }

  private List<String> clashes(OwnPorts own) {
    return PortClashes.of(inventory.gateway().nat64().orElseThrow(), state, own).stream()
        .map(Hindrance::text)
        .toList();
  }

  @Test
  void portsApartFromTheMachinesOwnAreWell() {
    assertEquals(List.of(), clashes(own("50000-60999", List.of(socket("192.0.2.1", 443)))));
  }

  @Test
  void thePortsFromWhichTheMachineConnectsAreNoneForHosts() {
    assertEquals(
        List.of(
            "192.0.2.1 of the pool is this machine's own, and it connects from there by ports"
                + " 32768-60999 (net.ipv4.ip_local_port_range), which meet nat64.ports,"
                + " 40000-49999"),
        clashes(own("32768-60999", List.of())));
  }

  @Test
  void programsThatListenThereOrOnAllAddressesAreNamedByPort() {
    assertEquals(
        List.of(
            "192.0.2.1 of the pool is this machine's own, and programs listen there inside"
                + " nat64.ports (40000-49999): TCP 40001, TCP 40002, TCP 40003, TCP 40004 and 1"
                + " more"),
        clashes(
            own(
                "50000-60999",
                List.of(
                    socket("192.0.2.1", 40001),
                    socket("0.0.0.0", 40002),
                    socket("::", 40003),
                    socket("192.0.2.1", 40004),
                    socket("0.0.0.0", 40005),
                    socket("127.0.0.1", 40006),
                    socket("192.0.2.1", 39999)))));
  }

  @Test
  void aPoolThatIsOnNoInterfaceOfTheMachineMeetsNothing() {
    assertEquals(
        List.of(),
        clashes(
            new OwnPorts(
                Set.of(Ipv4Address.parse("192.0.2.2")),
                PortRange.parse("32768-60999"),
                List.of(),
                List.of(socket("0.0.0.0", 40000)),
                List.of())));
  }

  @Test
  void aPortOfAShareThatLeadsInwardIsNamed() {
    Port taken = state.shares().values().iterator().next().blocks().get(0).ports().first();
    TreeMap<Inbound, Target> inbound = new TreeMap<>();
    inbound.put(
        new Inbound(OWN, Protocol.UDP, PortRange.of(taken)),
        new Target(16, Ipv6Address.parse("2001:db8:a::80"), taken));
    Nat64State both =
        new Nat64State(
            state.prefix(),
            state.pool(),
            state.shares(),
            state.hosts(),
            state.customers(),
            inbound,
            state.guards(),
            state.refused(),
            state.refuseSmtp(),
            state.log());
    assertEquals(
        List.of(
            "ports that lead to hosts are also in shares of the pool: UDP %s of 192.0.2.1"
                .formatted(taken)),
        PortClashes.of(
                inventory.gateway().nat64().orElseThrow(), both, own("50000-60999", List.of()))
            .stream()
            .map(Hindrance::text)
            .toList());
  }
}
