package io.sixgate.james.outgoing;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.MailService;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.List;

/**
 * To which addresses mail may go, since whoever has a domain says where its servers are: neither to
 * this machine, nor to private networks, nor to those parts of the provider's network in which no
 * customer lives. The gateway's public addresses are allowed, for they take mail of customers.
 */
final class Reachable {
  private static final List<Ipv6Prefix> NO_SERVERS =
      List.of(
          Ipv6Prefix.parse("fc00::/7"), // RFC 4193
          Ipv6Prefix.WELL_KNOWN_NAT64,
          Ipv6Prefix.parse("64:ff9b:1::/48")); // RFC 8215

  private Reachable() {}

  static boolean is(IpAddress address, Gateway gateway) {
    return address.match(Reachable::isPublic, v6 -> isAllowed(v6, gateway));
  }

  /** RFC 6890, section 2.2.2. */
  private static boolean isPublic(Ipv4Address v4) {
    int bits = v4.bits();
    boolean isPrivate =
        bits >>> 24 == 10
            || bits >>> 20 == 0xac1 // 172.16.0.0/12
            || bits >>> 16 == 0xc0a8 // 192.168.0.0/16
            || bits >>> 22 == 0x191; // 100.64.0.0/10
    boolean isNoHost = bits >>> 24 == 0 || bits >>> 28 == 0xf;
    return !isPrivate && !isNoHost && !v4.isLoopback() && !v4.isLinkLocal() && !v4.isMulticast();
  }

  private static boolean isAllowed(Ipv6Address v6, Gateway gateway) {
    if (v6.isUnspecified()
        || v6.isLoopback()
        || v6.isLinkLocal()
        || v6.isMulticast()
        || v6.isIpv4Mapped()
        || within(NO_SERVERS, v6)
        || within(gateway.embeddedPrefix().stream().toList(), v6)
        || within(gateway.nat64().map(Nat64::prefix).stream().toList(), v6)
        || isSmarthost(v6, gateway)) {
      return false;
    }
    return !within(gateway.providerPrefixes(), v6)
        || within(gateway.customerPrefixes(), v6)
        || gateway.addresses().contains(v6);
  }

  private static boolean isSmarthost(Ipv6Address v6, Gateway gateway) {
    return gateway
        .mail()
        .flatMap(MailService::smarthost)
        .filter(smarthost -> smarthost.address().equals(v6))
        .isPresent();
  }

  private static boolean within(List<Ipv6Prefix> prefixes, Ipv6Address address) {
    return prefixes.stream().anyMatch(prefix -> prefix.contains(address));
  }
}
