package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Ipv6Address;
import java.util.List;
import java.util.Optional;

/**
 * A customer's IPv6-only server, and what the gateways do for it. Only what may be served is in
 * here.
 *
 * @param addresses in order of preference; never empty
 * @param leases those whose address leads here now
 * @param pastLeases those that are over, or whose address was taken back
 * @param place the start of its file
 */
public record Host(
    HostId id,
    List<Ipv6Address> addresses,
    List<Endpoint> endpoints,
    Optional<SshAccess> ssh,
    List<Forward> forwards,
    Optional<Mail> mail,
    List<Zone> zones,
    List<Lease> leases,
    List<Lease> pastLeases,
    Optional<Nat64Share> nat64,
    Place place) {

  public Host {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException(id + " has no address");
    }
    addresses = List.copyOf(addresses);
    endpoints = List.copyOf(endpoints);
    forwards = List.copyOf(forwards);
    zones = List.copyOf(zones);
    leases = List.copyOf(leases);
    pastLeases = List.copyOf(pastLeases);
    if (!leases.stream().allMatch(lease -> lease.state().isForwarded())
        || pastLeases.stream().anyMatch(lease -> lease.state().isForwarded())) {
      throw new IllegalArgumentException(id + " has a lease in the wrong list");
    }
  }

  /** A host without past leases. */
  public Host(
      HostId id,
      List<Ipv6Address> addresses,
      List<Endpoint> endpoints,
      Optional<SshAccess> ssh,
      List<Forward> forwards,
      Optional<Mail> mail,
      List<Zone> zones,
      List<Lease> leases,
      Optional<Nat64Share> nat64,
      Place place) {
    this(id, addresses, endpoints, ssh, forwards, mail, zones, leases, List.of(), nat64, place);
  }
}
