package io.sixgate.james.checks;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;

/**
 * The addresses that count as one client.
 *
 * @param first of them
 */
public record ClientNetwork(IpAddress first) {

  /** An IPv4 address, or the /64 of an IPv6 address: who has one has all of it. */
  public static ClientNetwork of(IpAddress address) {
    return new ClientNetwork(address.match(v4 -> v4, ClientNetwork::slash64));
  }

  /** A /24 or /64: large senders repeat from a neighbouring server. */
  static ClientNetwork neighbours(IpAddress address) {
    return new ClientNetwork(
        address.match(v4 -> new Ipv4Address(v4.bits() & ~0xff), ClientNetwork::slash64));
  }

  private static IpAddress slash64(Ipv6Address address) {
    return new Ipv6Address(address.high(), 0);
  }
}
