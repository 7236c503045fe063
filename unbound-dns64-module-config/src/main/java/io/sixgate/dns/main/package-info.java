/**
 * The two agents of DNS as programs. Enters: a command line; leaves: a running agent. Refused: what
 * is no address, no folder or no command.
 */
package io.sixgate.dns.main;
