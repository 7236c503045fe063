package io.sixgate.dns.zones;

import io.sixgate.inventory.model.Zone;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.ServerAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The name servers of a zone; zones with the same ones share a pool of dnsdist.
 *
 * @param servers in order
 * @param proxyProtocol whether they get the client's address by PROXY v2
 * @param own whether they are the gateway's own, whose answers are never kept: who changed a lease
 *     looks at once
 */
record NameServers(List<ServerAddress> servers, boolean proxyProtocol, boolean own) {
  private static final Port DNS = new Port(53);

  NameServers {
    servers = List.copyOf(servers);
  }

  static NameServers of(Zone zone, List<Ipv6Address> allowed) {
    return new NameServers(
        allowed.stream().sorted().distinct().map(a -> new ServerAddress(a, DNS)).toList(),
        zone.proxyProtocol(),
        false);
  }

  static NameServers own(ServerAddress server) {
    return new NameServers(List.of(server), false, true);
  }

  /** E.g. {@code 2001:db8:a::53+2001:db8:a::54/proxy}; {@code own}. */
  String name() {
    if (own) {
      return "own";
    }
    return servers.stream()
            .map(server -> server.address().toString())
            .collect(Collectors.joining("+"))
        + (proxyProtocol ? "/proxy" : "");
  }

  /** Answers may depend on who asks only where a server is told who asks. */
  boolean keepsAnswers() {
    return !proxyProtocol && !own;
  }

  List<Backend> backends() {
    return servers.stream().map(server -> new Backend(this, server)).toList();
  }
}
