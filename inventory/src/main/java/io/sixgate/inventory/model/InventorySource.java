package io.sixgate.inventory.model;

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
   * Calls back, from a thread of its own, after changes; several close together are one call. A
   * change that falls between an earlier {@link #read()} and this call is reported as well.
   *
   * @return ends the watch; no call begins after {@code close()} has returned
   */
  AutoCloseable watch(Runnable onChange);
}
