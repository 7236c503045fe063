/**
 * What the translator should do, whichever it is. Enters: the inventory and the allotment of the
 * pool. Leaves: one value that says everything. Refused: nothing; what is wrong in the inventory
 * was left out before.
 */
package io.sixgate.nat64.state;
