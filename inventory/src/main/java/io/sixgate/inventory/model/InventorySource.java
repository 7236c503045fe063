package io.sixgate.inventory.model;

import java.io.IOException;
import java.util.Optional;

/** Where the inventory comes from. Nothing above this may know whether it is files or a store. */
public interface InventorySource {

  /**
   * The present state. From the second call on it costs what changed, and keeps the instances of
   * what did not.
   *
   * @throws InventoryUnavailable if there is none to go by: the last one read stays in force
   */
  Inventory read() throws InventoryUnavailable;

  /**
   * The present state, for agents.
   *
   * @throws IOException if there is none to go by, with all reasons in one text
   */
  default Inventory readOrTell() throws IOException {
    try {
      return read();
    } catch (InventoryUnavailable e) {
      throw e.told();
    }
  }

  /**
   * Lets go of what was read, where that takes memory. The next read costs as much as the first,
   * unless {@link #readIfChanged} finds that it is not needed.
   */
  default void forget() {}

  /**
   * The present state; empty if it was let go and nothing has changed since.
   *
   * @throws InventoryUnavailable if there is none to go by
   */
  default Optional<Inventory> readIfChanged() throws InventoryUnavailable {
    return Optional.of(read());
  }

  /**
   * As {@link #readIfChanged}, for agents.
   *
   * @throws IOException if there is none to go by, with all reasons in one text
   */
  default Optional<Inventory> readIfChangedOrTell() throws IOException {
    try {
      return readIfChanged();
    } catch (InventoryUnavailable e) {
      throw e.told();
    }
  }

  /**
   * Calls back, from a thread of its own, after changes; several close together are one call. A
   * change that falls between an earlier {@link #read()} and this call is reported as well.
   *
   * @return ends the watch; no call begins after {@code close()} has returned
   */
  AutoCloseable watch(Runnable onChange);
}
