/**
 * The inventory inside James.
 *
 * <p>Enters: an {@link io.sixgate.inventory.model.InventorySource}. Leaves: the last good snapshot,
 * at any moment, without waiting; and from it, which mail domain is whose. Refused: nothing; while
 * the inventory cannot be used the last snapshot stays, and the reason is told once.
 */
package io.sixgate.james.inventory;
