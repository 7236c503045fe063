/**
 * What should be, as immutable values. Enters: checked values from a source ({@link
 * io.sixgate.inventory.model.InventorySource}). Leaves: one {@link
 * io.sixgate.inventory.model.Inventory} per state, in which everything that did not change is the
 * same instance as before, and the problems that say what was left out and why. Refused: nothing
 * that a record's types allow is refused here but what would make the record contradict itself;
 * ownership and claims are checked by the source.
 */
package io.sixgate.inventory.model;
