/**
 * The {@code sixgate} command. Enters: a command line; leaves: what an operator or a script wants
 * to know, and an exit code. It reads the inventory, the agents' status files and the servers; it
 * changes nothing but the host files of the inventory by {@code sixgate endpoint}, {@code ssh} and
 * {@code lease}, one route and one sysctl by {@code sixgate gateway}, and the file by which {@code
 * sixgate force} lets one refused plan through.
 */
package io.sixgate.cli;
