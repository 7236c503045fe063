package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Address;
import java.util.List;

/**
 * The resolver for hosts, with DNS64 (RFC 6147) by {@link Gateway#nat64}.
 *
 * @param addresses where hosts ask; never empty
 * @param ipv6Only whether customers who don't say otherwise have IPv6-only hosts, from which A
 *     records are hidden
 * @param neverSynthesised names, with all below them, that have no AAAA by DNS64
 * @param alwaysSynthesised names, with all below them, whose own AAAA are ignored for DNS64
 */
public record Resolver(
    List<Ipv6Address> addresses,
    boolean ipv6Only,
    List<Hostname> neverSynthesised,
    List<Hostname> alwaysSynthesised) {
  public Resolver {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("a resolver without an address");
    }
    addresses = List.copyOf(addresses);
    neverSynthesised = List.copyOf(neverSynthesised);
    alwaysSynthesised = List.copyOf(alwaysSynthesised);
  }
}
