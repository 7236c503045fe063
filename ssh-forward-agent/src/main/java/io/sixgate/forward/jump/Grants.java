package io.sixgate.forward.jump;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostNames;
import io.sixgate.inventory.model.SshAccess;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the keys of one customer may open: the SSH ports of that customer's hosts.
 *
 * @param keys of all its hosts
 * @param destinations as {@code permitopen} has them, addresses first
 * @param hosts how many hosts it has
 */
record Grants(Set<JumpKey> keys, List<String> destinations, int hosts) {
  static final Grants NONE = new Grants(Set.of(), List.of(), 0);
  private static final Port SSH = new Port(22);

  Grants {
    keys = Set.copyOf(keys);
    destinations = List.copyOf(destinations);
  }

  /**
   * Pure.
   *
   * @param own addresses of this machine, to which nobody is led
   */
  static Grants of(Gateway gateway, Customer customer, Set<Ipv6Address> own) {
    if (gateway.jump().isEmpty()) {
      return NONE;
    }
    Set<JumpKey> keys = new LinkedHashSet<>();
    List<String> addresses = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Host host : customer.hosts().values()) {
      host.ssh().stream().flatMap(ssh -> ssh.keys().stream()).map(JumpKey::of).forEach(keys::add);
      Port port = host.ssh().map(SshAccess::hostPort).orElse(SSH);
      List<Ipv6Address> reachable =
          host.addresses().stream().filter(address -> !own.contains(address)).toList();
      reachable.forEach(address -> addresses.add("[" + address + "]:" + port));
      if (reachable.size() == host.addresses().size()) {
        gateway
            .dns()
            .zoneServer()
            .flatMap(server -> HostNames.of(gateway, host.id()))
            .ifPresent(found -> names.add(found.name() + ":" + port));
      }
    }
    return keys.isEmpty()
        ? NONE
        : new Grants(
            keys,
            Stream.concat(addresses.stream(), names.stream()).toList(),
            customer.hosts().size());
  }
}
