package io.sixgate.forward.table;

import io.sixgate.haproxy.sync.Touched;
import io.sixgate.haproxy.sync.WantedEntries;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostChange;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What HAProxy's maps of forwards should hold, kept up with the inventory: a change of one host
 * costs that host's entries. After any updates it equals the table made from the last inventory
 * alone.
 */
public final class ForwardTable {
  private final WantedEntries<ForwardMap> entries = new WantedEntries<>(ForwardMap.class);

  /** How many forwards have a list; with the last of them it goes. */
  private final Map<AllowList, Integer> lists = new HashMap<>();

  private Inventory inventory;

  /** The table of one inventory. */
  public static ForwardTable of(Inventory inventory) {
    ForwardTable table = new ForwardTable();
    table.update(inventory);
    return table;
  }

  /** What a map should hold; a view. */
  public Map<String, String> entries(ForwardMap map) {
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

  /**
   * The keys by which HAProxy finds a port of the gateway, the first one first.
   *
   * @param address at which the client arrives
   */
  public static List<String> keys(Gateway gateway, IpAddress address, Port port) {
    String exact = HostForwards.key(Optional.of(address), port);
    return gateway.addresses().contains(address)
        ? List.of(exact, HostForwards.key(Optional.empty(), port))
        : List.of(exact);
  }

  /** Takes the inventory's new state and tells which keys this touches. */
  public Touched<ForwardMap> update(Inventory now) {
    Touched<ForwardMap> touched =
        inventory == null || !inventory.gateway().equals(now.gateway())
            ? everything(now)
            : changes(now);
    inventory = now;
    return touched;
  }

  /** The gateway's defaults are in every host's entries. */
  private Touched<ForwardMap> everything(Inventory now) {
    entries.clear();
    lists.clear();
    Set<String> unused = new LinkedHashSet<>();
    for (Customer customer : now.customers().values()) {
      entries.putPrefixes(ForwardMap.CUSTOMERS, customer);
      for (Host host : customer.hosts().values()) {
        HostForwards.of(now.gateway(), host, (key, to) -> put(key, to, unused));
      }
    }
    return Touched.everything();
  }

  private Touched<ForwardMap> changes(Inventory now) {
    Map<ForwardMap, Set<String>> keys = new EnumMap<>(ForwardMap.class);
    for (ForwardMap map : ForwardMap.values()) {
      keys.put(map, new LinkedHashSet<>());
    }
    Set<String> ports = keys.get(ForwardMap.PORTS);
    Set<String> allowed = keys.get(ForwardMap.ALLOWED);
    // All removals first: a port may have moved from one host to another.
    List<HostChange> changes = Inventory.changes(inventory, now).hosts();
    for (HostChange change : changes) {
      change
          .before()
          .ifPresent(
              host ->
                  HostForwards.of(
                      now.gateway(),
                      host,
                      (key, to) -> {
                        entries.drop(ForwardMap.PORTS, key);
                        to.allow().ifPresent(list -> release(list, allowed));
                        ports.add(key);
                      }));
    }
    for (HostChange change : changes) {
      change
          .after()
          .ifPresent(
              host ->
                  HostForwards.of(
                      now.gateway(),
                      host,
                      (key, to) -> {
                        put(key, to, allowed);
                        ports.add(key);
                      }));
    }
    entries.updatePrefixes(ForwardMap.CUSTOMERS, inventory, now, keys.get(ForwardMap.CUSTOMERS));
    return Touched.only(keys);
  }

  private void put(String key, Destination to, Set<String> allowed) {
    entries.put(ForwardMap.PORTS, key, to.text());
    to.allow()
        .filter(list -> lists.merge(list, 1, Integer::sum) == 1)
        .ifPresent(
            list ->
                list.keys()
                    .forEach(
                        client -> {
                          entries.put(ForwardMap.ALLOWED, client, "allowed");
                          allowed.add(client);
                        }));
  }

  private void release(AllowList list, Set<String> allowed) {
    if (lists.merge(list, -1, Integer::sum) > 0) {
      return;
    }
    lists.remove(list);
    for (String client : list.keys()) {
      entries.drop(ForwardMap.ALLOWED, client);
      allowed.add(client);
    }
  }
}
