package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who owns hosts.
 *
 * @param prefixes in which all its hosts' addresses lie; no other customer's overlap them
 * @param domains that are its own with everything below them; inside no other customer's
 */
public record Customer(
    Label name, List<Ipv6Prefix> prefixes, List<Hostname> domains, SortedMap<Label, Host> hosts) {

  public Customer {
    prefixes = List.copyOf(prefixes);
    domains = List.copyOf(domains);
    hosts = Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
  }
}
