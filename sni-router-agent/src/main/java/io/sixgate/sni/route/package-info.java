/**
 * Where a name leads. Enters: the inventory; leaves: what HAProxy's three maps should hold, and
 * which of their keys a change of the inventory touches. Pure: nothing here reads a file or asks a
 * server.
 */
package io.sixgate.sni.route;
