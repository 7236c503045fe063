/**
 * What this machine says of itself that matters to NAT64. Enters: /proc; leaves: ports that it uses
 * for itself and where they meet the pool. Nothing is changed.
 */
package io.sixgate.nat64.machine;
