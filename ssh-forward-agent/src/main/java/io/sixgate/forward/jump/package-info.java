/**
 * The jump host: an sshd of its own by which customers' keys reach their own hosts' SSH ports and
 * nothing else. Enters: the inventory, the files of keys as they are, what the running sshd says of
 * itself; leaves: its configuration, a file per key, and orders to systemd. Refused: hosts whose
 * address is the gateway's own.
 */
package io.sixgate.forward.jump;
