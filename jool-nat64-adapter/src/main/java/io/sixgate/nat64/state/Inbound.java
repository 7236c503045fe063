package io.sixgate.nat64.state;

import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import java.util.Comparator;

/** A port of the gateway that leads to a host. */
public record Inbound(IpAddress address, Protocol protocol, Port port)
    implements Comparable<Inbound> {
  private static final Comparator<Inbound> ORDER =
      Comparator.comparing((Inbound inbound) -> inbound.address())
          .thenComparing(Inbound::protocol)
          .thenComparing(Inbound::port);

  @Override
  public int compareTo(Inbound other) {
    return ORDER.compare(this, other);
  }
}
