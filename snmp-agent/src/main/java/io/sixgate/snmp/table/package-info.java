/**
 * Objects of SNMP as values, in the order of their names, made when they are asked for. Enters:
 * rows and what each column says of a row; leaves: the answer to get and get-next. Refused:
 * nothing, as nothing can be set.
 */
package io.sixgate.snmp.table;
