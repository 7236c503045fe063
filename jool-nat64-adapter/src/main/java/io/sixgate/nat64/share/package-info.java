/**
 * Who has which part of the NAT64 pool. Enters: the inventory, and what was granted before. Leaves:
 * grants that stay as they are while nothing speaks against them, and their history. Refused: the
 * same port for two owners.
 */
package io.sixgate.nat64.share;
