package io.sixgate.forward.zone;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostNames;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.LeasePool;
import io.sixgate.inventory.model.LeaseState;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which records the gateway's zones have. Pure. */
final class GatewayRecords {
  /** Of what changes with the gateway or with a host's address. */
  static final Duration TTL = Duration.ofMinutes(5);

  /** Of the name servers. */
  static final Duration NAME_SERVER_TTL = Duration.ofHours(1);

  private GatewayRecords() {}

  /** The gateway's own domains, in which no customer publishes anything. */
  static Stream<Hostname> domains(Gateway gateway) {
    return Stream.concat(
            gateway.domain().stream(), gateway.leasePool().stream().map(LeasePool::domain))
        .distinct();
  }

  /** The zones that the gateway answers for; none if gateway.yaml names no server of them. */
  static List<Hostname> zones(Gateway gateway) {
    return gateway.dns().zoneServer().isEmpty() ? List.of() : domains(gateway).toList();
  }

  /** Under which names the world finds the zones. */
  static List<Hostname> nameServers(Gateway gateway) {
    if (!gateway.dns().nameServers().isEmpty()) {
      return gateway.dns().nameServers();
    }
    return zones(gateway).stream().limit(1).map(zone -> Hostname.parse("ns." + zone)).toList();
  }

  /** Name servers, the zones themselves, and the servers that gateway.yaml names. */
  static List<ZoneRecord> of(Gateway gateway) {
    List<Hostname> zones = zones(gateway);
    List<ZoneRecord> records = new ArrayList<>();
    for (Hostname zone : zones) {
      for (Hostname server : nameServers(gateway)) {
        records.add(ZoneRecord.nameServer(zone, NAME_SERVER_TTL, server));
      }
      // The jump host is reached under it.
      addAddresses(zone, gateway.addresses(), TTL, records);
    }
    List<Hostname> named = new ArrayList<>(nameServers(gateway));
    gateway.mail().ifPresent(mail -> named.add(mail.name()));
    named.stream()
        .distinct()
        .filter(name -> zones.stream().anyMatch(name::isInside) && !zones.contains(name))
        .forEach(name -> addAddresses(name, gateway.addresses(), TTL, records));
    gateway
        .mail()
        .flatMap(mail -> mail.smarthost())
        .filter(host -> zones.stream().anyMatch(host.name()::isInside))
        .filter(host -> !named.contains(host.name()) && !zones.contains(host.name()))
        .ifPresent(host -> records.add(ZoneRecord.address(host.name(), TTL, host.address())));
    return records;
  }

  /** The host's own names and those of its leases. */
  static List<ZoneRecord> of(Gateway gateway, Host host) {
    List<ZoneRecord> records = new ArrayList<>();
    HostNames.of(gateway, host.id())
        .filter(names -> isOfTheDomain(gateway, names.name()))
        .ifPresent(
            names -> {
              addAddresses(names.name(), host.addresses(), TTL, records);
              // ssh. also before the host has a port: nobody waits for the end of a negative
              // answer.
              addAddresses(names.www(), gateway.addresses(), TTL, records);
              addAddresses(names.ssh(), gateway.addresses(), TTL, records);
            });
    gateway
        .leasePool()
        .ifPresent(
            pool ->
                Stream.concat(host.leases().stream(), host.pastLeases().stream())
                    .forEach(lease -> addLease(gateway, pool, host, lease, records)));
    return records;
  }

  /**
   * A customer may be called as the lease-pool's domain is: its hosts' names would then stand among
   * other customers' leases, so they are left out.
   */
  private static boolean isOfTheDomain(Gateway gateway, Hostname name) {
    Optional<Hostname> leases = gateway.leasePool().map(LeasePool::domain);
    return leases.isEmpty()
        || leases.equals(gateway.domain())
        || !leases.get().isInside(gateway.domain().orElseThrow())
        || !name.isInside(leases.get());
  }

  private static void addLease(
      Gateway gateway, LeasePool pool, Host host, Lease lease, List<ZoneRecord> records) {
    Optional<Hostname> name = pool.hostname(lease);
    if (name.isEmpty() || lease.state() == LeaseState.EXPIRED) {
      return;
    }
    if (lease.state() == LeaseState.LENT) {
      records.add(ZoneRecord.address(name.get(), pool.ttl(), lease.address()));
      // Those with IPv6 need nothing lent.
      addAddresses(name.get(), host.addresses(), pool.ttl(), records);
    } else {
      addAddresses(name.get(), gateway.addresses(), pool.ttl(), records);
    }
  }

  private static void addAddresses(
      Hostname name, List<? extends IpAddress> addresses, Duration ttl, List<ZoneRecord> records) {
    addresses.forEach(address -> records.add(ZoneRecord.address(name, ttl, address)));
  }
}
