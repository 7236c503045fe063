package io.sixgate.nat64.state;

import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.PortRange;
import java.util.Comparator;

/** Adjacent ports of the gateway that lead to adjacent ports of a host. */
public record Inbound(IpAddress address, Protocol protocol, PortRange ports)
    implements Comparable<Inbound> {
  private static final Comparator<Inbound> ORDER =
      Comparator.comparing((Inbound inbound) -> inbound.address())
          .thenComparing(Inbound::protocol)
          .thenComparing(inbound -> inbound.ports().first())
          .thenComparing(inbound -> inbound.ports().last());

  @Override
  public int compareTo(Inbound other) {
    return ORDER.compare(this, other);
  }
}
