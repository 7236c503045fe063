/**
 * The program {@code sixgate-nat64}. Enters: its command line and environment; leaves: a running
 * agent, or one plan or pass and an exit code. Refused: options that make no sense, with the usage.
 */
package io.sixgate.nat64.main;
