/**
 * The table {@code inet sixgate_nat64}. Enters: the state. Leaves: one text that nft loads at once,
 * and the elements to change in it, in one transaction. Refused: every other table.
 */
package io.sixgate.nat64.nft;
