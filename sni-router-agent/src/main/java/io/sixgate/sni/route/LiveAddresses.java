package io.sixgate.sni.route;

import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Where HAProxy leads to a host, read from its maps. Pure. */
public final class LiveAddresses {
  private LiveAddresses() {}

  /**
   * The host's addresses that HAProxy uses, by the host's port; those left out of which the maps
   * say nothing, or say an address that the host has no more.
   *
   * @param maps the value of a key in a map, null for none
   */
  public static Map<Port, Ipv6Address> of(
      Gateway gateway, Host host, BiFunction<MapKind, String, String> maps) {
    Map<Port, Ipv6Address> live = new HashMap<>();
    for (Endpoint endpoint : host.endpoints()) {
      for (Service service : gateway.services()) {
        if (endpoint.serves(service)) {
          address(service, endpoint.name().toString(), maps)
              .filter(host.addresses()::contains)
              .ifPresent(address -> live.putIfAbsent(endpoint.hostPort(service), address));
        }
      }
    }
    return live;
  }

  private static Optional<Ipv6Address> address(
      Service service, String name, BiFunction<MapKind, String, String> maps) {
    return Optional.ofNullable(maps.apply(MapKind.OVERRIDES, service.port() + "/" + name))
        .or(() -> Optional.ofNullable(maps.apply(MapKind.NAMES, name)))
        .flatMap(Route::address);
  }
}
