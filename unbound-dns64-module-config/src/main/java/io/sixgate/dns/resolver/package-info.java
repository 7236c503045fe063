/**
 * DNS out: what hosts ask. Unbound makes AAAA records for names that have IPv4 only (DNS64),
 * dnsdist in front of it hides A records from hosts without IPv4. Enters: the inventory and what
 * the running servers say; leaves: a fragment of Unbound's configuration, dnsdist's tables and
 * configuration. Refused: a fragment that Unbound does not take; it keeps the one before.
 */
package io.sixgate.dns.resolver;
