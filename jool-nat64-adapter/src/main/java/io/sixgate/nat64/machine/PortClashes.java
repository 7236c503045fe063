package io.sixgate.nat64.machine;

import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.ListeningSocket;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.state.Inbound;
import io.sixgate.nat64.state.Nat64State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ports that hosts are given for what they send, and that are used for something else as well. What
 * comes back to such a port belongs to the one or the other: with Jool the gateway's own
 * connections then hang (its issue 437), with both {@code who} names a customer for them.
 */
public final class PortClashes {
  /** So many ports are named; of more it is said how many there are. */
  private static final int NAMED = 4;

  private PortClashes() {}

  /** All of them: pure. */
  public static List<Hindrance> of(Nat64 nat64, Nat64State state, OwnPorts own) {
    List<Hindrance> clashes = new ArrayList<>();
    for (Ipv4Address address : state.pool()) {
      if (own.addresses().contains(address)) {
        outgoing(address, nat64.ports(), own).ifPresent(clashes::add);
        listening(address, nat64.ports(), own).ifPresent(clashes::add);
      }
    }
    forwards(state).ifPresent(clashes::add);
    return clashes;
  }

  private static Optional<Hindrance> outgoing(Ipv4Address address, PortRange ports, OwnPorts own) {
    if (!own.connectsFrom(ports)) {
      return Optional.empty();
    }
    return Optional.of(
        new Hindrance(
            "%s of the pool is this machine's own, and it connects from there by ports %s (net.ipv4.ip_local_port_range), which meet nat64.ports, %s"
                .formatted(address, own.outgoing(), ports),
            "sysctl -w net.ipv4.ip_local_reserved_ports=%s, and in /etc/sysctl.d; or other nat64.ports, or another address in the pool"
                .formatted(
                    Stream.concat(own.reserved().stream(), Stream.of(ports))
                        .map(PortRange::toString)
                        .distinct()
                        .collect(Collectors.joining(",")))));
  }

  private static Optional<Hindrance> listening(Ipv4Address address, PortRange ports, OwnPorts own) {
    List<String> taken =
        Stream.concat(
                sockets(own.tcp(), address, ports).map(s -> "TCP " + s.port()),
                sockets(own.udp(), address, ports).map(s -> "UDP " + s.port()))
            .distinct()
            .toList();
    return Optional.of(taken)
        .filter(list -> !list.isEmpty())
        .map(
            list ->
                new Hindrance(
                    "%s of the pool is this machine's own, and programs listen there inside nat64.ports (%s): %s"
                        .formatted(address, ports, named(list)),
                    "keep nat64.ports apart from them, or take another address into the pool"));
  }

  private static Stream<ListeningSocket> sockets(
      List<ListeningSocket> sockets, IpAddress address, PortRange ports) {
    return sockets.stream()
        .filter(socket -> ports.contains(socket.port()) && socket.mayHave(address));
  }

  /** A port of one of the shares that leads inward: whoever has the share would be given it. */
  private static Optional<Hindrance> forwards(Nat64State state) {
    List<Block> blocks =
        state.shares().values().stream().flatMap(share -> share.blocks().stream()).toList();
    List<String> both =
        state.inbound().keySet().stream()
            .filter(inbound -> inbound.address().match(state.pool()::contains, v6 -> false))
            .filter(inbound -> isIn(blocks, inbound))
            .map(PortClashes::text)
            .toList();
    return both.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Hindrance(
                "ports that lead to hosts are also in shares of the pool: " + named(both),
                "keep nat64.ports apart from forward-ports"));
  }

  private static boolean isIn(List<Block> blocks, Inbound inbound) {
    return inbound
        .address()
        .match(
            v4 -> blocks.stream().anyMatch(new Block(v4, inbound.ports())::overlaps), v6 -> false);
  }

  private static String text(Inbound inbound) {
    return "%s %s of %s".formatted(inbound.protocol().name(), inbound.ports(), inbound.address());
  }

  private static String named(List<String> ports) {
    String some = ports.stream().limit(NAMED).collect(Collectors.joining(", "));
    return ports.size() <= NAMED ? some : some + " and %d more".formatted(ports.size() - NAMED);
  }
}
