package io.sixgate.forward.zone;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostChange;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.Hostname;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the gateway's zones should hold, kept up with the inventory: a change that touches no name
 * costs the changed hosts only. A change that does costs the zone, as it does NSD.
 */
final class ZoneTable {
  private final Map<HostId, List<ZoneRecord>> hosts = new HashMap<>();
  private SortedMap<Hostname, ZoneBody> zones = new TreeMap<>();
  private Inventory inventory;

  /** The inventory that it was last brought up to; null before the first. */
  Inventory inventory() {
    return inventory;
  }

  SortedMap<Hostname, ZoneBody> zones() {
    return zones;
  }

  /** Takes the inventory's new state. */
  void update(Inventory now) {
    boolean changed;
    if (inventory == null || !inventory.gateway().equals(now.gateway())) {
      hosts.clear();
      for (Customer customer : now.customers().values()) {
        customer.hosts().values().forEach(host -> put(now, host));
      }
      changed = true;
    } else {
      changed = false;
      for (HostChange change : Inventory.changes(inventory, now).hosts()) {
        List<ZoneRecord> before = hosts.remove(change.id());
        change.after().ifPresent(host -> put(now, host));
        changed |= !Objects.equals(before, hosts.get(change.id()));
      }
    }
    inventory = now;
    if (changed) {
      zones = bodies();
    }
  }

  private void put(Inventory now, Host host) {
    List<ZoneRecord> records = GatewayRecords.of(now.gateway(), host);
    if (!records.isEmpty()) {
      hosts.put(host.id(), records);
    }
  }

  private SortedMap<Hostname, ZoneBody> bodies() {
    SortedMap<Hostname, List<String>> lines = new TreeMap<>();
    List<Hostname> names = GatewayRecords.zones(inventory.gateway());
    names.forEach(zone -> lines.put(zone, new ArrayList<>()));
    Stream.concat(
            GatewayRecords.of(inventory.gateway()).stream(),
            hosts.values().stream().flatMap(List::stream))
        .forEach(
            record -> {
              zone(names, record.owner().hostname())
                  .ifPresent(zone -> lines.get(zone).add(record.line()));
              delegation(names, record).ifPresent(zone -> lines.get(zone).add(record.line()));
            });
    Optional<Hostname> server =
        GatewayRecords.nameServers(inventory.gateway()).stream().findFirst();
    SortedMap<Hostname, ZoneBody> made = new TreeMap<>();
    lines.forEach((zone, of) -> made.put(zone, ZoneBody.of(zone, server.orElseThrow(), of)));
    return made;
  }

  /** The zone in which a name stands: of two around it the inner one. */
  private static Optional<Hostname> zone(List<Hostname> zones, Hostname name) {
    return zones.stream()
        .filter(name::isInside)
        .max(Comparator.comparingInt(zone -> zone.text().length()));
  }

  /** Name servers of a zone inside the other stand in that one, too (RFC 1034, section 4.2.1). */
  private static Optional<Hostname> delegation(List<Hostname> zones, ZoneRecord record) {
    Hostname owner = record.owner().hostname();
    return record.type().equals("NS")
        ? zones.stream().filter(zone -> !zone.equals(owner) && owner.isInside(zone)).findFirst()
        : Optional.empty();
  }
}
