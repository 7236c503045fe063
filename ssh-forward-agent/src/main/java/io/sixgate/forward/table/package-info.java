/**
 * What the inventory asks of HAProxy's maps of forwards. Enters: hosts' SSH ports, forwards and
 * leases over TCP; leaves: map entries, and which of them a change touches. Refused: nothing; what
 * the kernel forwards is left to another agent.
 */
package io.sixgate.forward.table;
