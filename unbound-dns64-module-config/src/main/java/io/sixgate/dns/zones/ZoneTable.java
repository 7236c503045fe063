package io.sixgate.dns.zones;

import io.sixgate.dns.cdb.Bytes;
import io.sixgate.dns.cdb.Entries;
import io.sixgate.dns.cdb.EntriesBuilder;
import io.sixgate.dns.dnsdist.Digest;
import io.sixgate.dns.wire.WireName;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Zone;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Ipv6Address;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What dnsdist should know.
 *
 * @param entries of each table
 * @param backends by name
 * @param generation changes with all of these
 * @param problems zones that are not served, and why
 */
record ZoneTable(
    Map<TableKind, Entries> entries,
    SortedMap<String, Backend> backends,
    String generation,
    List<String> problems) {
  /**
   * All zones of the inventory, and the gateway's own.
   *
   * @param own addresses of this machine: a name server there would be the gateway asking itself
   */
  static ZoneTable of(Inventory inventory, Set<Ipv6Address> own) {
    Pools pools = new Pools(own);
    EntriesBuilder zones = new EntriesBuilder();
    EntriesBuilder transfers = new EntriesBuilder();
    List<String> problems = new ArrayList<>();
    ownZones(inventory.gateway(), pools, zones); // the first of a name stands
    for (Customer customer : inventory.customers().values()) {
      for (Host host : customer.hosts().values()) {
        for (Zone zone : host.zones()) {
          if (pools.hasOwn(zone)) {
            problems.add(
                "%s: %s: the name server is an address of the gateway itself and is not asked; use the host's own address"
                    .formatted(zone.place(), zone.name()));
          }
          pools
              .of(zone)
              .ifPresent(
                  pool -> {
                    Bytes name = WireName.of(zone.name());
                    zones.put(name, pool);
                    transfers(zone).ifPresent(to -> transfers.put(name, to));
                  });
        }
      }
    }
    Map<TableKind, Entries> entries = new EnumMap<>(TableKind.class);
    entries.put(TableKind.TRANSFERS, transfers.build());
    entries.put(TableKind.ZONES, zones.build());
    entries.put(TableKind.PARENTS, parents(entries.get(TableKind.ZONES)));
    return new ZoneTable(
        entries, pools.backends(), generation(entries, pools.backends()), problems);
  }

  private static String generation(
      Map<TableKind, Entries> entries, SortedMap<String, Backend> backends) {
    Digest digest = new Digest();
    entries.forEach(
        (table, all) -> {
          digest.add(table.name());
          all.forEach((key, value) -> digest.add(key.content()).add(value.content()));
        });
    backends.keySet().forEach(digest::add);
    return digest.text();
  }

  private static void ownZones(Gateway gateway, Pools pools, EntriesBuilder zones) {
    gateway
        .dns()
        .zoneServer()
        .map(pools::ofGateway)
        .ifPresent(
            pool -> {
              gateway.domain().ifPresent(domain -> zones.put(WireName.of(domain), pool));
              gateway
                  .leasePool()
                  .ifPresent(leases -> zones.put(WireName.of(leases.domain()), pool));
            });
  }

  private static Optional<Bytes> transfers(Zone zone) {
    return zone.transfersTo().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Bytes.of(
                zone.transfersTo().stream()
                    .map(IpPrefix::toString)
                    .collect(Collectors.joining(" "))));
  }

  /** Of each zone the pool of the closest one around it, where that is another. */
  private static Entries parents(Entries zones) {
    EntriesBuilder parents = new EntriesBuilder();
    zones.forEach(
        (key, pool) ->
            around(key.content(), zones)
                .filter(outer -> !outer.equals(pool))
                .ifPresent(outer -> parents.put(key, outer)));
    return parents.build();
  }

  private static Optional<Bytes> around(byte[] wire, Entries zones) {
    for (int at = 1 + wire[0]; wire[at] > 0; at += 1 + wire[at]) { // a label after its length
      Bytes pool = zones.get(wire, at);
      if (pool != null) {
        return Optional.of(pool);
      }
    }
    return Optional.empty();
  }
}
