/**
 * Where HAProxy may connect to. Enters: customers' prefixes and what the kernel says of this
 * machine's addresses; leaves: entries of a map of customers. Refused: the gateway itself, even
 * inside a customer's prefix.
 */
package io.sixgate.haproxy.destination;
