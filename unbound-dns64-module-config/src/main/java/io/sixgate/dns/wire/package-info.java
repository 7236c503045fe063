/**
 * Names and questions as they are on the wire (RFC 1035). Enters: names of the inventory, the
 * address of a server; leaves: keys for lookups, what a server says of itself. Refused: nothing, a
 * {@code Hostname} has been checked.
 */
package io.sixgate.dns.wire;
