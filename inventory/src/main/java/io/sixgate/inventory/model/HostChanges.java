package io.sixgate.inventory.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The hosts in which two snapshots differ, in the order of their ids. The gateway's own facts are
 * not in here: compare {@link Inventory#gateway()}.
 */
@SuppressWarnings(
    "ReferenceEquality") // The same instance is the same: this makes small changes cheap.
public record HostChanges(List<HostChange> hosts) {
  public HostChanges {
    hosts = List.copyOf(hosts);
  }

  public boolean isEmpty() {
    return hosts.isEmpty();
  }

  static HostChanges between(Inventory before, Inventory after) {
    List<HostChange> changes = new ArrayList<>();
    for (Label name : union(before.customers(), after.customers())) {
      Customer old = before.customers().get(name);
      Customer now = after.customers().get(name);
      if (old != now) {
        addHosts(old, now, changes);
      }
    }
    return new HostChanges(changes);
  }

  private static void addHosts(Customer before, Customer after, List<HostChange> changes) {
    SortedMap<Label, Host> old = before == null ? new TreeMap<>() : before.hosts();
    SortedMap<Label, Host> now = after == null ? new TreeMap<>() : after.hosts();
    for (Label name : union(old, now)) {
      if (old.get(name) != now.get(name)) {
        changes.add(
            new HostChange(Optional.ofNullable(old.get(name)), Optional.ofNullable(now.get(name))));
      }
    }
  }

  private static SortedSet<Label> union(SortedMap<Label, ?> one, SortedMap<Label, ?> other) {
    SortedSet<Label> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    return names;
  }
}
