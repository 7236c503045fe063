package io.sixgate.dns.zones;

import io.sixgate.dns.cdb.Bytes;
import io.sixgate.dns.dnsdist.Digest;
import io.sixgate.dns.wire.WireName;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Zone;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Ipv6Address;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
    Map<TableKind, SortedMap<Bytes, Bytes>> entries,
    SortedMap<String, Backend> backends,
    String generation,
    List<String> problems) {
  /**
   * All zones of the inventory, and the gateway's own.
   *
   * @param own addresses of this machine: a name server there would be the gateway asking itself
   */
  static ZoneTable of(Inventory inventory, Set<Ipv6Address> own) {
    Map<Hostname, NameServers> zones = new HashMap<>();
    Map<NameServers, NameServers> shared = new HashMap<>(); // of many zones: one object
    Map<TableKind, SortedMap<Bytes, Bytes>> entries = new EnumMap<>(TableKind.class);
    for (TableKind table : TableKind.values()) {
      entries.put(table, new TreeMap<>());
    }
    List<String> problems = new ArrayList<>();
    for (Customer customer : inventory.customers().values()) {
      for (Host host : customer.hosts().values()) {
        for (Zone zone : host.zones()) {
          List<Ipv6Address> allowed =
              zone.servers().stream().filter(a -> !own.contains(a)).toList();
          if (allowed.size() < zone.servers().size()) {
            problems.add(
                "%s: %s: the name server is an address of the gateway itself and is not asked; use the host's own address"
                    .formatted(zone.place(), zone.name()));
          }
          if (!allowed.isEmpty()) {
            zones.put(
                zone.name(),
                shared.computeIfAbsent(NameServers.of(zone, allowed), servers -> servers));
            transfers(zone)
                .ifPresent(
                    to -> entries.get(TableKind.TRANSFERS).put(WireName.of(zone.name()), to));
          }
        }
      }
    }
    zones.putAll(ownZones(inventory.gateway()));
    SortedMap<String, Backend> backends = new TreeMap<>();
    Map<NameServers, Bytes> names = new HashMap<>();
    zones.forEach(
        (name, servers) -> {
          if (!names.containsKey(servers)) {
            names.put(servers, Bytes.of(servers.name()));
            servers.backends().forEach(backend -> backends.put(backend.name(), backend));
          }
          Bytes key = WireName.of(name);
          entries.get(TableKind.ZONES).put(key, names.get(servers));
          around(name, zones)
              .filter(outer -> !outer.equals(servers))
              .ifPresent(outer -> entries.get(TableKind.PARENTS).put(key, Bytes.of(outer.name())));
        });
    return new ZoneTable(entries, backends, generation(entries, backends), problems);
  }

  private static String generation(
      Map<TableKind, SortedMap<Bytes, Bytes>> entries, SortedMap<String, Backend> backends) {
    Digest digest = new Digest();
    entries.forEach(
        (table, all) -> {
          digest.add(table.name());
          all.forEach((key, value) -> digest.add(key.content()).add(value.content()));
        });
    backends.keySet().forEach(digest::add);
    return digest.text();
  }

  private static Map<Hostname, NameServers> ownZones(Gateway gateway) {
    Map<Hostname, NameServers> zones = new HashMap<>();
    gateway
        .dns()
        .zoneServer()
        .map(NameServers::own)
        .ifPresent(
            server -> {
              gateway.domain().ifPresent(domain -> zones.put(domain, server));
              gateway.leasePool().ifPresent(pool -> zones.put(pool.domain(), server));
            });
    return zones;
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

  /** The name servers of the closest zone around this one. */
  private static Optional<NameServers> around(Hostname name, Map<Hostname, NameServers> zones) {
    for (Optional<Hostname> at = name.parent(); at.isPresent(); at = at.get().parent()) {
      NameServers servers = zones.get(at.get());
      if (servers != null) {
        return Optional.of(servers);
      }
    }
    return Optional.empty();
  }
}
