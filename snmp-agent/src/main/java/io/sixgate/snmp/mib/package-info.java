/**
 * The objects of MIB modules. Enters: what was observed; leaves: a snapshot of objects. Refused:
 * nothing; what a gateway does not do has an empty table.
 */
package io.sixgate.snmp.mib;
