package io.sixgate.forward.zone;

import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import java.time.Duration;

/**
 * A resource record of class IN.
 *
 * @param owner a name, or a wildcard (RFC 4592)
 * @param data as zone files have it (RFC 1035, section 5.1)
 */
public record ZoneRecord(EndpointName owner, Duration ttl, String type, String data) {

  static ZoneRecord address(Hostname owner, Duration ttl, IpAddress address) {
    return address(EndpointName.of(owner), ttl, address);
  }

  static ZoneRecord address(EndpointName owner, Duration ttl, IpAddress address) {
    return new ZoneRecord(
        owner, ttl, address.match(ipv4 -> "A", ipv6 -> "AAAA"), address.toString());
  }

  static ZoneRecord nameServer(Hostname zone, Duration ttl, Hostname server) {
    return new ZoneRecord(EndpointName.of(zone), ttl, "NS", server + ".");
  }

  static ZoneRecord alias(EndpointName owner, Duration ttl, Hostname target) {
    return new ZoneRecord(owner, ttl, "CNAME", target + ".");
  }

  static ZoneRecord mailServer(Hostname domain, Duration ttl, int preference, Hostname server) {
    return new ZoneRecord(EndpointName.of(domain), ttl, "MX", preference + " " + server + ".");
  }

  /** One line of a zone file; owners are written in full, so that no $ORIGIN matters. */
  public String line() {
    return owner + ". " + ttl.toSeconds() + " " + type + " " + data;
  }
}
