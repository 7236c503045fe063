/**
 * Choosing what must be unique among all hosts: ports for SSH, addresses for leases. Enters: a
 * snapshot and what is wanted; leaves: the choice, the same wherever it is made, or a sentence that
 * says what is in the way. Pure; the choice is written, and checked again, by the caller.
 */
package io.sixgate.inventory.allot;
