/**
 * The agent itself: what gateway.yaml says of SNMP made true, and the gateway looked at again and
 * again. Enters: an inventory, files with passphrases, a run folder; leaves: a socket that answers.
 * Refused: passphrases that others may read.
 */
package io.sixgate.snmp.agent;
