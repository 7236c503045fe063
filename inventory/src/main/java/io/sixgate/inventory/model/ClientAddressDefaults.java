package io.sixgate.inventory.model;

import java.util.Map;

/**
 * The client address mode of endpoints that name none.
 *
 * @param mode for services not listed
 * @param services per service
 */
public record ClientAddressDefaults(
    ClientAddressMode mode, Map<Service, ClientAddressMode> services) {
  /** Hosts see the gateway. */
  public static final ClientAddressDefaults NONE =
      new ClientAddressDefaults(ClientAddressMode.NONE, Map.of());

  public ClientAddressDefaults {
    services = Map.copyOf(services);
  }

  public ClientAddressMode of(Service service) {
    return services.getOrDefault(service, mode);
  }
}
