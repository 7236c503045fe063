package io.sixgate.nat64.state;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv4Prefix;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that NAT64 should do.
 *
 * @param prefix behind which hosts see the IPv4 internet
 * @param pool the addresses from which they come
 * @param shares of the pool, by mark
 * @param hosts who sends from an address that a host is known by
 * @param customers who sends from any other address of a customer's prefix
 * @param inbound ports that lead to hosts
 * @param guards of those ports
 * @param refused where nobody may go
 * @param refuseSmtp whether nobody may go to port 25
 * @param log whether each session is recorded
 */
public record Nat64State(
    Ipv6Prefix prefix,
    List<Ipv4Address> pool,
    SortedMap<Integer, Share> shares,
    SortedMap<Ipv6Address, Source> hosts,
    SortedMap<Ipv6Prefix, Source> customers,
    SortedMap<Inbound, Target> inbound,
    List<Guard> guards,
    List<Ipv4Prefix> refused,
    boolean refuseSmtp,
    boolean log) {
  public Nat64State {
    pool = List.copyOf(pool);
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    hosts = Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
    customers = Collections.unmodifiableSortedMap(new TreeMap<>(customers));
    inbound = Collections.unmodifiableSortedMap(new TreeMap<>(inbound));
    guards = List.copyOf(guards);
    refused = List.copyOf(refused);
  }

  /** The same with other ports that lead to hosts. */
  Nat64State with(SortedMap<Inbound, Target> others) {
    return new Nat64State(
        prefix, pool, shares, hosts, customers, others, guards, refused, refuseSmtp, log);
  }

  /** The number of ports that lead to hosts. */
  public int inboundPorts() {
    return inbound.keySet().stream().mapToInt(ports -> ports.ports().size()).sum();
  }
}
