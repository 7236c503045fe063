package io.sixgate.dns.zones;

import io.sixgate.dns.cdb.Bytes;
import io.sixgate.inventory.model.Zone;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.ServerAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pools that zones lead to, each made when its first zone comes: hosts have many zones. */
final class Pools {
  /** What zones have in common that share a pool. */
  private record Asked(List<Ipv6Address> servers, boolean proxyProtocol) {}

  private final Set<Ipv6Address> own;
  private final Map<Asked, Optional<Bytes>> known = new HashMap<>();
  private final SortedMap<String, Backend> backends = new TreeMap<>();

  /**
   * @param own addresses of this machine, which are no customer's name server
   */
  Pools(Set<Ipv6Address> own) {
    this.own = own;
  }

  /** The pool's name; empty if no server is left that may be asked. */
  Optional<Bytes> of(Zone zone) {
    return known.computeIfAbsent(
        new Asked(zone.servers(), zone.proxyProtocol()),
        asked -> {
          List<Ipv6Address> allowed = allowed(zone);
          return allowed.isEmpty()
              ? Optional.empty()
              : Optional.of(make(NameServers.of(zone, allowed)));
        });
  }

  Bytes ofGateway(ServerAddress server) {
    return make(NameServers.own(server));
  }

  boolean hasOwn(Zone zone) {
    return !own.isEmpty() && allowed(zone).size() < zone.servers().size();
  }

  private List<Ipv6Address> allowed(Zone zone) {
    return zone.servers().stream().filter(server -> !own.contains(server)).toList();
  }

  private Bytes make(NameServers servers) {
    servers.backends().forEach(backend -> backends.put(backend.name(), backend));
    return Bytes.of(servers.name());
  }

  SortedMap<String, Backend> backends() {
    return backends;
  }
}
