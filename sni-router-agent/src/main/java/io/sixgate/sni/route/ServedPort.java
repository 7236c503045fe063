package io.sixgate.sni.route;

import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.Port;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A port of a host to which visitors are led.
 *
 * @param byName whether one of its endpoints lists the service. An endpoint that lists none has all
 *     that the gateway offers, of which the host need not speak every one.
 */
public record ServedPort(Port port, boolean byName) {
  /** The ports of all endpoints of the host, in their order. */
  public static List<ServedPort> of(Gateway gateway, Host host) {
    SortedMap<Port, Boolean> ports = new TreeMap<>();
    for (Endpoint endpoint : host.endpoints()) {
      for (Service service : gateway.services()) {
        if (endpoint.serves(service)) {
          ports.merge(
              endpoint.hostPort(service), endpoint.services().isPresent(), Boolean::logicalOr);
        }
      }
    }
    return ports.entrySet().stream()
        .map(entry -> new ServedPort(entry.getKey(), entry.getValue()))
        .toList();
  }
}
