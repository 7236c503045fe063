package io.sixgate.nat64.nft;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;

/**
 * The address that stands for an owner between TAYGA and the two ends of nftables: out of
 * 198.18.0.0/15, which is never seen on the internet (RFC 2544). TAYGA translates it like every
 * IPv4 address behind the prefix, so that its configuration does not depend on who the owners are.
 */
public record InnerAddress(int owner) {
  /** The network. */
  public static final String NETWORK = "198.18.0.0/15";

  private static final Ipv4Address FIRST = Ipv4Address.parse("198.18.0.0");

  /**
   * The owner that an address of the network stands for.
   *
   * @throws io.sixgate.inventory.net.WrongValueException if it is no address
   */
  public static int ownerOf(String address) {
    return Ipv4Address.parse(address).bits() - FIRST.bits();
  }

  public Ipv4Address ipv4() {
    return new Ipv4Address(FIRST.bits() + owner);
  }

  public Ipv6Address ipv6(Ipv6Prefix prefix) {
    return prefix.embed(ipv4());
  }
}
