package io.sixgate.forward.zone;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import java.time.Duration;

/**
 * A resource record of class IN.
 *
 * @param data as zone files have it (RFC 1035, section 5.1)
 */
record ZoneRecord(Hostname owner, Duration ttl, String type, String data) {

  static ZoneRecord address(Hostname owner, Duration ttl, IpAddress address) {
    return new ZoneRecord(
        owner, ttl, address.match(ipv4 -> "A", ipv6 -> "AAAA"), address.toString());
  }

  static ZoneRecord nameServer(Hostname zone, Duration ttl, Hostname server) {
    return new ZoneRecord(zone, ttl, "NS", server + ".");
  }

  /** One line of a zone file; owners are written in full, so that no $ORIGIN matters. */
  String line() {
    return owner + ". " + ttl.toSeconds() + " " + type + " " + data;
  }
}
