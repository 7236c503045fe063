package io.sixgate.inventory.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The hosts in which two snapshots differ, in the order of their ids. The gateway's own facts are
 * not in here: compare {@link Inventory#gateway()}.
 */
public record HostChanges(List<HostChange> hosts) {
  public HostChanges {
    hosts = List.copyOf(hosts);
  }

  public boolean isEmpty() {
    return hosts.isEmpty();
  }

  static HostChanges between(Inventory before, Inventory after) {
    List<HostChange> changes = new ArrayList<>();
    for (CustomerChange change : Inventory.customerChanges(before, after)) {
      Differences.each(
          hosts(change.before()),
          hosts(change.after()),
          host -> host.id().host(),
          (old, now) -> changes.add(new HostChange(old, now)));
    }
    return new HostChanges(changes);
  }

  private static Collection<Host> hosts(Optional<Customer> customer) {
    return customer.map(one -> one.hosts().values()).orElse(List.of());
  }
}
