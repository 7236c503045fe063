package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.PortRange;
import java.util.List;
import java.util.Optional;

/**
 * What customer.yaml says.
 *
 * @param ipv6Only in which prefixes hosts have no IPv4
 * @param allIpv6Only whether that is so in all or none of them; empty if it says neither
 * @param ports of the gateway that no other customer's hosts may have
 */
record CustomerDeclaration(
    Label name,
    List<Declared<Ipv6Prefix>> prefixes,
    List<Declared<Ipv6Prefix>> ipv6Only,
    Optional<Boolean> allIpv6Only,
    List<Declared<Hostname>> domains,
    List<Declared<PortRange>> ports) {
  CustomerDeclaration {
    prefixes = List.copyOf(prefixes);
    ipv6Only = List.copyOf(ipv6Only);
    domains = List.copyOf(domains);
    ports = List.copyOf(ports);
  }
}
