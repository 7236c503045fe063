package io.sixgate.inventory.model;

import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Port;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A name that the host serves through the gateway.
 *
 * @param services which, in the order of their ports; empty: all that the gateway has
 * @param clientAddress the endpoint's own mode, if it names one; {@link Gateway#clientAddress}
 *     answers with the defaults applied
 * @param ports the host's port where it is not the gateway's
 */
public record Endpoint(
    EndpointName name,
    Optional<Set<Service>> services,
    Optional<ClientAddressMode> clientAddress,
    Map<Service, Port> ports,
    Place place) {

  public Endpoint {
    // A million endpoints are kept, most of them a name and nothing else: those share the empty
    // values.
    services = services.map(listed -> Collections.unmodifiableSet(new TreeSet<>(listed)));
    ports = ports.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(ports));
  }

  /** An endpoint that serves all services in the gateway's default mode at the gateway's ports. */
  public static Endpoint of(EndpointName name, Place place) {
    return new Endpoint(name, Optional.empty(), Optional.empty(), Map.of(), place);
  }

  public boolean serves(Service service) {
    return services.isEmpty() || services.get().contains(service);
  }

  /** Where the host listens for this service. */
  public Port hostPort(Service service) {
    return ports.getOrDefault(service, service.port());
  }
}
