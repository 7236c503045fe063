/**
 * Why a port of the gateway leads where it leads. Enters: an address and a port, the inventory,
 * what HAProxy's maps hold; leaves: the inventory's line, the map entry, what HAProxy has live,
 * what client and host will see. Reads only.
 */
package io.sixgate.forward.explain;
