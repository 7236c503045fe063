package io.sixgate.nat64.state;

import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.PortRange;
import java.util.List;

/**
 * Ports of the gateway that only some clients may use.
 *
 * @param allow of either family; those of the other family than the address allow nobody
 */
public record Guard(IpAddress address, Protocol protocol, PortRange ports, List<IpPrefix> allow) {
  public Guard {
    allow = List.copyOf(allow);
  }
}
