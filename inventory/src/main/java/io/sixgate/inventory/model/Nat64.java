package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.PortRange;
import java.util.List;

/**
 * How hosts reach the IPv4 internet.
 *
 * @param prefix the /96 behind which they see it (RFC 6052)
 * @param pool the IPv4 addresses they come from
 * @param ports of the pool that may be used; apart from those on which the gateway itself listens
 *     or connects
 * @param refuseSmtp whether TCP port 25 outward is refused, so that mail goes through the smarthost
 * @param logDays how long records of shared addresses are kept; 0 keeps none
 */
public record Nat64(
    Ipv6Prefix prefix, List<Ipv4Address> pool, PortRange ports, boolean refuseSmtp, int logDays) {
  public Nat64 {
    pool = List.copyOf(pool);
  }
}
