/**
 * The page that Prometheus fetches. Enters: what was seen; leaves: metrics over HTTP. Refused:
 * nothing; customers beyond the number that has rows of its own are summed up in one row.
 */
package io.sixgate.snmp.metrics;
