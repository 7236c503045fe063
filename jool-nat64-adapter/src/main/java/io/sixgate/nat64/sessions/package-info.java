/**
 * Who used addresses that are shared without blocks. Enters: what ulogd writes of TAYGA's sessions,
 * or Jool to the kernel log. Leaves: the sessions of an address and port at a time, and files that
 * end by their age. Refused: to record anything where a block tells it already (RFC 7422).
 */
package io.sixgate.nat64.sessions;
