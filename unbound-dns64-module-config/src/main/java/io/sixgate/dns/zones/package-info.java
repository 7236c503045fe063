/**
 * DNS in: customers' zones, answered on port 53 of the gateway by dnsdist from customers' name
 * servers. Enters: the inventory and what the running dnsdist says; leaves: its tables, its
 * configuration, commands for its console. Refused: a name server that is the gateway itself.
 */
package io.sixgate.dns.zones;
