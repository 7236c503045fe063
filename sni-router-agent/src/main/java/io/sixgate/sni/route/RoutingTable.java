package io.sixgate.sni.route;

import io.sixgate.haproxy.sync.Touched;
import io.sixgate.haproxy.sync.WantedEntries;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostChange;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What HAProxy's maps should hold, kept up with the inventory and the health of addresses: a change
 * of one host costs that host's entries, not the table's. After any updates it equals the table
 * made from the last inventory and health alone.
 */
public final class RoutingTable {
  private final WantedEntries<MapKind> entries = new WantedEntries<>(MapKind.class);
  private Inventory inventory;
  private Health health = Health.ALL_UP;

  /** The table of one inventory, with nothing known against any address. */
  public static RoutingTable of(Inventory inventory) {
    return of(inventory, Health.ALL_UP);
  }

  /** The table of one inventory and health. */
  public static RoutingTable of(Inventory inventory, Health health) {
    RoutingTable table = new RoutingTable();
    table.update(inventory, new HealthChange(health, Set.of()));
    return table;
  }

  /** What a map should hold; a view. */
  public Map<String, String> entries(MapKind map) {
    return entries.entries(map);
  }

  /** The inventory that it was last brought up to; null before the first. */
  public Inventory inventory() {
    return inventory;
  }

  /** A name for the content: see {@link WantedEntries#generation}. */
  public String generation() {
    return entries.generation();
  }

  /** Takes the inventory's new state and tells which keys this touches. */
  public Touched<MapKind> update(Inventory now) {
    return update(now, new HealthChange(health, Set.of()));
  }

  /** Takes the inventory's and the addresses' new state and tells which keys this touches. */
  public Touched<MapKind> update(Inventory now, HealthChange change) {
    Touched<MapKind> touched;
    if (inventory == null || !inventory.gateway().equals(now.gateway())) {
      // The gateway's services and defaults are in every host's entries.
      entries.clear();
      health = change.health();
      now.customers().values().forEach(customer -> addCustomer(now.gateway(), customer));
      touched = Touched.everything();
    } else {
      touched = updateHosts(now, change);
    }
    inventory = now;
    return touched;
  }

  private Touched<MapKind> updateHosts(Inventory now, HealthChange healthChange) {
    Map<MapKind, Set<String>> keys = new EnumMap<>(MapKind.class);
    for (MapKind map : MapKind.values()) {
      keys.put(map, new LinkedHashSet<>());
    }
    // All removals first: a name may have moved from one host to another.
    List<HostChange> changes = changes(now, healthChange.hosts());
    for (HostChange change : changes) {
      change.before().ifPresent(host -> remove(now.gateway(), host, keys));
    }
    health = healthChange.health();
    for (HostChange change : changes) {
      change
          .after()
          .ifPresent(
              host ->
                  HostRoutes.of(
                      now.gateway(),
                      host,
                      health,
                      (map, key, value) -> {
                        entries.put(map, key, value);
                        keys.get(map).add(key);
                      }));
    }
    entries.updatePrefixes(MapKind.CUSTOMERS, inventory, now, keys.get(MapKind.CUSTOMERS));
    return Touched.only(keys);
  }

  private List<HostChange> changes(Inventory now, Set<HostId> healthChanged) {
    List<HostChange> changes = new ArrayList<>(Inventory.changes(inventory, now).hosts());
    Set<HostId> named = new HashSet<>();
    changes.forEach(change -> named.add(change.id()));
    for (HostId id : healthChanged) {
      // One that is in the inventory no more is among its changes, or was not there before.
      if (!named.contains(id) && now.host(id).isPresent()) {
        changes.add(new HostChange(inventory.host(id), now.host(id)));
      }
    }
    return changes;
  }

  private void remove(Gateway gateway, Host host, Map<MapKind, Set<String>> keys) {
    HostRoutes.of(
        gateway,
        host,
        health,
        (map, key, value) -> {
          entries.drop(map, key);
          keys.get(map).add(key);
        });
  }

  private void addCustomer(Gateway gateway, Customer customer) {
    entries.putPrefixes(MapKind.CUSTOMERS, customer);
    for (Host host : customer.hosts().values()) {
      HostRoutes.of(gateway, host, health, entries::put);
    }
  }
}
