package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.PortRange;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who owns hosts.
 *
 * @param prefixes in which all its hosts' addresses lie; no other customer's overlap them
 * @param ipv6Only in which hosts have no IPv4 at all, so that the resolver hides A records from
 *     them; each inside one of the prefixes
 * @param domains that are its own with everything below them; inside no other customer's
 * @param ports of the gateway's own addresses that only its hosts may have; none of another's
 */
public record Customer(
    Label name,
    List<Ipv6Prefix> prefixes,
    List<Ipv6Prefix> ipv6Only,
    List<Hostname> domains,
    List<PortRange> ports,
    SortedMap<Label, Host> hosts) {

  public Customer {
    prefixes = List.copyOf(prefixes);
    ipv6Only = List.copyOf(ipv6Only);
    domains = List.copyOf(domains);
    ports = List.copyOf(ports);
    hosts = Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
  }
}
