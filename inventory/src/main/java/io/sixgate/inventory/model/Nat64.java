package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv4Prefix;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.PortRange;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How hosts reach the IPv4 internet.
 *
 * @param backEnd which translator does it
 * @param prefix the /96 behind which they see it (RFC 6052)
 * @param pool the IPv4 addresses they come from
 * @param ports of the pool that may be used; apart from those on which the gateway itself listens
 *     or connects
 * @param blocks how the pool is divided among those who have no share of their own
 * @param sessions at most, at a time, for each share that names none; empty: no limit
 * @param customers the shares that are kept for customers as a whole
 * @param refuseSmtp whether TCP port 25 outward is refused, so that mail goes through the smarthost
 * @param refusedDestinations where hosts may not go, besides what is never reached
 * @param removeForeign whether what others entered into the translator is removed
 * @param logDays how long records of shared addresses are kept; 0 keeps none
 */
public record Nat64(
    Nat64BackEnd backEnd,
    Ipv6Prefix prefix,
    List<Ipv4Address> pool,
    PortRange ports,
    Nat64Blocks blocks,
    OptionalInt sessions,
    SortedMap<Label, Nat64Share> customers,
    boolean refuseSmtp,
    List<Ipv4Prefix> refusedDestinations,
    boolean removeForeign,
    int logDays) {
  public Nat64 {
    pool = List.copyOf(pool);
    customers = Collections.unmodifiableSortedMap(new TreeMap<>(customers));
    refusedDestinations = List.copyOf(refusedDestinations);
  }
}
