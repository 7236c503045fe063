package io.sixgate.nat64.state;

/**
 * Who sends from an address.
 *
 * @param owner his number in the allotment
 * @param mark of the share that he uses; 0 if there is none for him
 */
public record Source(int owner, int mark) {}
