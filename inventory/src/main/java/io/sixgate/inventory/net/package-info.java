/**
 * Addresses, prefixes, names and ports as values. Enters: the text of one literal, as a person
 * wrote it in YAML. Leaves: a checked value whose {@code toString()} is its one canonical text (RFC
 * 5952 for IPv6, lower-case A-labels for names), so that equal values have equal text in every
 * server's language. Refused: everything that {@code java.net.InetAddress} would guess at ("127.1",
 * "2130706433", zone indexes), each with a reason and a remedy; nothing here asks DNS.
 */
package io.sixgate.inventory.net;
