package io.sixgate.sni.route;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which of its addresses a host is reached at, on each of its ports: the first that is up. A port
 * on which none is up goes where most others go, so that a host which moves as a whole moves by one
 * entry for each name; if none is up on any port, that is the first address. Pure.
 */
public final class HostAddresses {
  private final Ipv6Address usual;
  private final Map<Port, Ipv6Address> others = new HashMap<>();

  private HostAddresses(Ipv6Address usual) {
    this.usual = usual;
  }

  /** The choice for one host. */
  public static HostAddresses of(Gateway gateway, Host host, Health health) {
    if (host.addresses().size() == 1) {
      return new HostAddresses(host.addresses().get(0));
    }
    Map<Ipv6Address, Integer> uses = new LinkedHashMap<>();
    host.addresses().forEach(address -> uses.put(address, 0));
    Map<Port, Ipv6Address> chosen = new HashMap<>();
    for (ServedPort served : ServedPort.of(gateway, host)) {
      firstUp(host, served.port(), health)
          .ifPresent(
              address -> {
                chosen.put(served.port(), address);
                uses.merge(address, 1, Integer::sum);
              });
    }
    HostAddresses addresses = new HostAddresses(mostUsed(uses));
    chosen.forEach(
        (port, address) -> {
          if (!address.equals(addresses.usual)) {
            addresses.others.put(port, address);
          }
        });
    return addresses;
  }

  private static Optional<Ipv6Address> firstUp(Host host, Port port, Health health) {
    return host.addresses().stream()
        .filter(address -> health.isUp(new Target(host.id(), address, port)))
        .findFirst();
  }

  /** Of several, the first. */
  private static Ipv6Address mostUsed(Map<Ipv6Address, Integer> uses) {
    Map.Entry<Ipv6Address, Integer> most = null;
    for (Map.Entry<Ipv6Address, Integer> entry : uses.entrySet()) {
      if (most == null || entry.getValue() > most.getValue()) {
        most = entry;
      }
    }
    return most.getKey();
  }

  /** Where most of its ports are reached. */
  public Ipv6Address usual() {
    return usual;
  }

  /** Where one of its ports is reached. */
  public Ipv6Address on(Port port) {
    return others.getOrDefault(port, usual);
  }
}
