package io.sixgate.sni.health;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.sni.route.Health;
import io.sixgate.sni.route.HostAddresses;
import io.sixgate.sni.route.ServedPort;
import io.sixgate.sni.route.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One host with several addresses, on all the ports to which visitors are led. */
final class HostHealth {
  private final Host host;
  private final SortedMap<Port, PortHealth> ports = new TreeMap<>();

  /**
   * What is known of it after the inventory changed.
   *
   * @param before the host as it was; empty if it was not there
   * @param known what was known of it
   */
  HostHealth(Gateway gateway, Host host, Optional<Host> before, Optional<HostHealth> known) {
    this.host = host;
    for (ServedPort served : ServedPort.of(gateway, host)) {
      Optional<PortHealth> old = known.flatMap(health -> health.port(served.port()));
      PortHealth port = new PortHealth(host.id(), served, host.addresses(), old);
      old.flatMap(PortHealth::chosen)
          .or(() -> before.map(was -> was.addresses().get(0)))
          .ifPresent(port::leadsTo);
      ports.put(served.port(), port);
    }
  }

  Host host() {
    return host;
  }

  Collection<PortHealth> ports() {
    return ports.values();
  }

  Optional<PortHealth> port(Port port) {
    return Optional.ofNullable(ports.get(port));
  }

  List<Target> targets() {
    return ports.values().stream().flatMap(port -> port.targets().stream()).toList();
  }

  /** HAProxy leads there, by port. */
  void live(Map<Port, Ipv6Address> addresses) {
    Map<Port, Ipv6Address> known = new HashMap<>(addresses);
    known.keySet().retainAll(ports.keySet());
    known.forEach((port, address) -> ports.get(port).leadsTo(address));
  }

  /** Whether no address answers on any port. */
  boolean isSilent() {
    return ports.values().stream().allMatch(PortHealth::isSilent);
  }

  /** What the operator should know; none if visitors get where they want. */
  List<String> problems(Gateway gateway, Health health) {
    if (isSilent()) {
      PortHealth one = ports.get(ports.firstKey());
      String all = String.join(", ", ports.keySet().stream().map(Port::toString).toList());
      return List.of(problem(ports.size() == 1 ? "port " + all : "ports " + all, one, "the first"));
    }
    List<String> problems = new ArrayList<>();
    for (PortHealth port : ports.values()) {
      if (port.isSilent() && port.isExpected()) {
        Ipv6Address usual = HostAddresses.of(gateway, host, health).usual();
        boolean first = usual.equals(host.addresses().get(0));
        problems.add(
            problem(
                "port " + port.served().port(),
                port,
                first ? "the first" : usual + ", as on other ports"));
      }
    }
    return problems;
  }

  private String problem(String where, PortHealth port, String goal) {
    return "%s: none of its addresses answers on %s: %s; visitors still go to %s"
        .formatted(host.id(), where, port.reasons(), goal);
  }
}
