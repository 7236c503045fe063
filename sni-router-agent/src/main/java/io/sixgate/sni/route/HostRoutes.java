package io.sixgate.sni.route;

import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The map entries that one host asks for. Pure. */
final class HostRoutes {
  /** Takes one entry. */
  interface Sink {
    void entry(MapKind map, String key, String value);
  }

  private final Gateway gateway;
  private final HostAddresses addresses;
  // One text for all of a host's endpoints: there may be thousands.
  private final Map<ClientAddressMode, String> plain = new EnumMap<>(ClientAddressMode.class);

  private HostRoutes(Gateway gateway, Host host, Health health) {
    this.gateway = gateway;
    this.addresses = HostAddresses.of(gateway, host, health);
  }

  /** Hands all entries of the host's endpoints to the sink. */
  static void of(Gateway gateway, Host host, Health health, Sink sink) {
    HostRoutes routes = new HostRoutes(gateway, host, health);
    for (Endpoint endpoint : host.endpoints()) {
      routes.add(endpoint, sink);
    }
  }

  private void add(Endpoint endpoint, Sink sink) {
    String name = endpoint.name().toString();
    boolean everywhere = endpoint.services().isEmpty();
    ClientAddressMode usual = endpoint.clientAddress().orElseGet(() -> gateway.defaults().mode());
    sink.entry(MapKind.NAMES, name, everywhere ? plain(usual) : Route.ONLY_OVERRIDES);
    for (Service service : gateway.services()) {
      if (!endpoint.serves(service)) {
        continue;
      }
      ClientAddressMode mode = gateway.clientAddress(endpoint, service);
      Port hostPort = endpoint.hostPort(service);
      boolean samePort = hostPort.equals(service.port());
      Ipv6Address address = addresses.on(hostPort);
      boolean sameAddress = address.equals(addresses.usual());
      if (everywhere && samePort && sameAddress && mode == usual) {
        continue;
      }
      Optional<Port> otherPort = samePort ? Optional.empty() : Optional.of(hostPort);
      String value =
          samePort && sameAddress ? plain(mode) : new Route(address, mode, otherPort).text();
      sink.entry(MapKind.OVERRIDES, service.port() + "/" + name, value);
    }
  }

  private String plain(ClientAddressMode mode) {
    return plain.computeIfAbsent(
        mode, some -> new Route(addresses.usual(), some, Optional.empty()).text());
  }
}
