package io.sixgate.inventory.files;

import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.Optional;

/** Addresses that no host can have, whatever its customer's prefixes are (RFC 6890). */
final class SpecialAddress {
  private SpecialAddress() {}

  /** Why it is none of a host's; empty if it may be one. */
  static Optional<String> of(Ipv6Address address) {
    if (address.isUnspecified()) {
      return Optional.of("it is the unspecified address");
    }
    if (address.isLoopback()) {
      return Optional.of("it is the loopback address: the gateway itself");
    }
    if (address.isLinkLocal()) {
      return Optional.of(
          "it is a link-local address (fe80::/10), which says nothing without a link");
    }
    if (address.isMulticast()) {
      return Optional.of("it is a multicast address (ff00::/8)");
    }
    if (address.isIpv4Mapped()) {
      return Optional.of("it is an IPv4-mapped address (::ffff:0:0/96), which leads to IPv4");
    }
    if (Ipv6Prefix.WELL_KNOWN_NAT64.contains(address)) {
      return Optional.of("it lies in the NAT64 prefix 64:ff9b::/96, which leads to IPv4");
    }
    return Optional.empty();
  }
}
