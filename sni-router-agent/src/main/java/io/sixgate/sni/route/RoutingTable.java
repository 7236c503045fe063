package io.sixgate.sni.route;

import io.sixgate.haproxy.map.EntryTable;
import io.sixgate.haproxy.sync.Touched;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostChange;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.ArrayList;
import java.util.Collections;
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
  private final Map<MapKind, Map<String, String>> entries = new EnumMap<>(MapKind.class);
  private Inventory inventory;
  private Health health = Health.ALL_UP;
  private long digest;

  public RoutingTable() {
    clear();
  }

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
    return Collections.unmodifiableMap(entries.get(map));
  }

  /** The inventory that it was last brought up to; null before the first. */
  public Inventory inventory() {
    return inventory;
  }

  /**
   * A name for the content, 16 hexadecimal digits: the same on every gateway whose maps should hold
   * the same. A sum over the entries, so that a change costs what it touches.
   */
  public String generation() {
    return "%016x".formatted(digest);
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
      clear();
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
                        put(map, key, value);
                        keys.get(map).add(key);
                      }));
    }
    updatePrefixes(now, keys.get(MapKind.CUSTOMERS));
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
          drop(map, key);
          keys.get(map).add(key);
        });
  }

  /** Prefixes are few beside hosts: all of a changed customer are taken anew. */
  private void updatePrefixes(Inventory now, Set<String> keys) {
    for (Customer before : inventory.customers().values()) {
      if (!isSame(now.customers().get(before.name()), before)) {
        for (Ipv6Prefix prefix : before.prefixes()) {
          drop(MapKind.CUSTOMERS, prefix.toString());
          keys.add(prefix.toString());
        }
      }
    }
    for (Customer after : now.customers().values()) {
      if (!isSame(inventory.customers().get(after.name()), after)) {
        addPrefixes(after);
        after.prefixes().forEach(prefix -> keys.add(prefix.toString()));
      }
    }
  }

  /** A snapshot shares what did not change with the one before it; comparing all would be dear. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Customer one, Customer other) {
    return one == other;
  }

  private void addCustomer(Gateway gateway, Customer customer) {
    addPrefixes(customer);
    for (Host host : customer.hosts().values()) {
      HostRoutes.of(gateway, host, health, this::put);
    }
  }

  private void addPrefixes(Customer customer) {
    for (Ipv6Prefix prefix : customer.prefixes()) {
      put(MapKind.CUSTOMERS, prefix.toString(), customer.name().toString());
    }
  }

  private void put(MapKind map, String key, String value) {
    String before = entries.get(map).put(key, value);
    if (before != null) {
      digest -= digest(map, key, before);
    }
    digest += digest(map, key, value);
  }

  private void drop(MapKind map, String key) {
    String before = entries.get(map).remove(key);
    if (before != null) {
      digest -= digest(map, key, before);
    }
  }

  /** SplittableRandom's mixing of 64 bits: equal sums of different entries become unlikely. */
  private static long digest(MapKind map, String key, String value) {
    long bits = ((long) key.hashCode() << 32) + value.hashCode() * 31L + map.file().hashCode();
    bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }

  private void clear() {
    digest = 0;
    for (MapKind map : MapKind.values()) {
      entries.put(map, new EntryTable());
    }
  }
}
