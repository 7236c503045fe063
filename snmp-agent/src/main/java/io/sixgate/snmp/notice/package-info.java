/**
 * What is told without being asked. Enters: what was seen; leaves: what has begun and what is over
 * since it was last told, no faster than a limit. Refused: nothing; what is beyond the limit is
 * told later, unless it is over by then.
 */
package io.sixgate.snmp.notice;
