/**
 * The agent of SNMP as a program. Enters: a command line; leaves: a running agent. Refused: what is
 * no folder.
 */
package io.sixgate.snmp.main;
