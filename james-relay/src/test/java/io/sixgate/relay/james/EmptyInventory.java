package io.sixgate.relay.james;

import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.InventoryUnavailable;
import java.util.List;

/** One that never comes. */
record EmptyInventory() implements InventorySource {
  @Override
  public Inventory read() throws InventoryUnavailable {
    throw new InventoryUnavailable(List.of());
  }

  @Override
  public AutoCloseable watch(Runnable onChange) {
    return () -> {};
  }
}
