/**
 * Why a name leads where it leads. Enters: a name and a port, the inventory, what HAProxy's maps
 * hold; leaves: the inventory's line that wins, the map entry, what HAProxy has live, what visitor
 * and host will see. Reads only.
 */
package io.sixgate.sni.explain;
