/**
 * What is to be told of a gateway at one moment. Enters: the status files of its agents and its
 * inventory; leaves: values. Refused: nothing; a file that is no status is told as that.
 */
package io.sixgate.snmp.observe;
