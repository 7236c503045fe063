package io.sixgate.nat64.jool;

import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;

/** The IPv6 end of an entry of the binding information base. */
record BibTarget(Ipv6Address address, Port port) {
  @Override
  public String toString() {
    return address + "#" + port;
  }
}
