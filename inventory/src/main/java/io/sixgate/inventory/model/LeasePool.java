package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.WrongValueException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Spare IPv4 addresses that are lent port by port.
 *
 * @param domain below which every lease has its name
 * @param ttl how long resolvers may keep such a name's address
 */
public record LeasePool(List<Ipv4Address> addresses, Hostname domain, Duration ttl) {
  /** Short enough that an address is free again soon after it was taken back. */
  public static final Duration STANDARD_TTL = Duration.ofMinutes(5);

  public LeasePool {
    addresses = List.copyOf(addresses);
  }

  public LeasePool(List<Ipv4Address> addresses, Hostname domain) {
    this(addresses, domain, STANDARD_TTL);
  }

  /**
   * How long an address leads on to the host after the name has moved: the time to live twice, once
   * for what resolvers keep, once for a zone that is loaded late.
   */
  public Duration handover() {
    return ttl.multipliedBy(2);
  }

  /** The full name of a lease; empty if it would be too long for DNS. */
  public Optional<Hostname> hostname(Lease lease) {
    try {
      return Optional.of(Hostname.parse(lease.name() + "." + domain));
    } catch (WrongValueException tooLong) {
      return Optional.empty();
    }
  }
}
