package io.sixgate.snmp.agent;

import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reads what should be told of the inventory. The inventory takes several times as much memory, so
 * it is let go: after the first read at once, later when nothing has changed for a while. The first
 * change after that costs a read of everything, those that follow it soon cost what they change.
 */
final class DesiredReader {
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final InventorySource source;
  private final LongSupplier nanos;
  private Optional<Desired> desired = Optional.empty();

  /** What was read last, until it is let go. */
  private Optional<Inventory> kept = Optional.empty();

  private long changed;

  /**
   * Of a source that nobody else reads.
   *
   * @param nanos a clock that nobody sets
   */
  DesiredReader(InventorySource source, LongSupplier nanos) {
    this.source = source;
    this.nanos = nanos;
  }

  /**
   * The present state.
   *
   * @throws IOException if there is none to go by
   */
  Desired read() throws IOException {
    source.readIfChangedOrTell().ifPresent(this::take);
    if (kept.isPresent() && nanos.getAsLong() - changed >= QUIET_NANOS) {
      kept = Optional.empty();
      source.forget();
      // Else the heap stays as large as it was until it is full.
      System.gc();
    }
    return desired.orElseThrow();
  }

  private void take(Inventory now) {
    if (kept.filter(before -> !isNews(before, now)).isPresent()) {
      desired = desired.map(before -> before.with(now.gateway()));
    } else {
      changed = nanos.getAsLong() - (desired.isEmpty() ? QUIET_NANOS : 0);
      desired = Optional.of(Desired.of(now));
    }
    kept = Optional.of(now);
  }

  private static boolean isNews(Inventory before, Inventory now) {
    return !Inventory.customerChanges(before, now).isEmpty()
        || !before.problems().equals(now.problems())
        || !before.gateway().leasePool().equals(now.gateway().leasePool())
        || !before.gateway().nat64().equals(now.gateway().nat64());
  }
}
