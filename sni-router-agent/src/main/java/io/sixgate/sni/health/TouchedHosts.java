package io.sixgate.sni.health;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostChange;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The hosts that are to be looked at anew since the inventory changed. */
record TouchedHosts(Optional<Inventory> before, Inventory now) {

  /** Whether what holds for all hosts changed. */
  boolean all() {
    Optional<Gateway> gateway = before.map(Inventory::gateway);
    return !gateway.equals(Optional.of(now.gateway()));
  }

  /**
   * Hands over each of them, and empty for one that is gone. Costs what has changed.
   *
   * @param known those that were handed over before and not gone since
   */
  void each(Set<HostId> known, BiConsumer<HostId, Optional<Host>> look) {
    if (!all()) {
      for (HostChange change : Inventory.changes(before.orElseThrow(), now).hosts()) {
        look.accept(change.id(), change.after());
      }
      return;
    }
    Set<HostId> gone = new HashSet<>(known);
    now.customers().values().stream()
        .flatMap(customer -> customer.hosts().values().stream())
        .forEach(
            host -> {
              gone.remove(host.id());
              look.accept(host.id(), Optional.of(host));
            });
    gone.forEach(id -> look.accept(id, Optional.empty()));
  }
}
