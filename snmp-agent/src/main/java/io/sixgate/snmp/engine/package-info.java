/**
 * The end of SNMP itself: a socket, its users, and who may ask what. Enters: where to listen, who
 * is known, and a snapshot of objects; leaves: answers. Refused, and counted: whoever is not known,
 * and every request to set something.
 */
package io.sixgate.snmp.engine;
