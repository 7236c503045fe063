/**
 * The tables in which dnsdist looks up names and clients, each a file that is replaced whole.
 * Enters: the entries that should be; leaves: what differs, and the file. Refused: nothing; a
 * damaged file is one that is absent.
 */
package io.sixgate.dns.table;
