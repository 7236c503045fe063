/**
 * Health of the addresses of hosts that list more than one, and of mail servers that a relay can
 * stand in for. Enters: the inventory, what HAProxy led to before, the results of TCP connects and
 * greetings seen from this gateway; leaves: which addresses may be used, marks in HAProxy, and what
 * to tell the operator. Refused: a verdict from a single result, unless gateway.yaml says so, and a
 * check that failed on the gateway itself.
 */
package io.sixgate.sni.health;
