package io.sixgate.nat64.explain;

import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.nat64.share.Allotment;
import io.sixgate.nat64.state.DesiredState;
import io.sixgate.nat64.state.Inbound;
import io.sixgate.nat64.state.OneToOne;
import io.sixgate.nat64.state.OneToOne.LeftOut;
import java.util.List;
import java.util.Optional;

/**
 * Whether the kernel leads ports of the inventory to their hosts.
 *
 * @param leftOut ports that the translator cannot hold
 */
public record KernelWay(List<LeftOut> leftOut) {

  /** By the inventory: pure. */
  public static KernelWay of(Inventory inventory, Nat64BackEnd translator) {
    return new KernelWay(
        translator == Nat64BackEnd.JOOL
            // Whose a part of the pool is does not change which ports lead inward.
            ? DesiredState.of(inventory, Allotment.NONE.next(inventory))
                .map(state -> OneToOne.of(state).leftOut())
                .orElse(List.of())
            : List.of());
  }

  /** Why a port leads nowhere; empty if it leads to its host. */
  public Optional<String> hindrance(IpAddress address, Protocol protocol, Port port) {
    return leftOut.stream()
        .filter(one -> isOf(one.ports(), address, protocol, port))
        .findFirst()
        .map(
            one ->
                "Jool can lead only one port of the gateway to the same port of a host, and %s:%s leads there"
                    .formatted(
                        one.kept().address(),
                        one.kept().ports().first().number()
                            + port.number()
                            - one.ports().ports().first().number()));
  }

  private static boolean isOf(Inbound ports, IpAddress address, Protocol protocol, Port port) {
    return ports.address().equals(address)
        && ports.protocol() == protocol
        && ports.ports().contains(port);
  }
}
