package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.net.Hostname;
import java.util.Optional;
import java.util.stream.Stream;

/** The names that are the gateway's own. */
final class GatewayNames {
  private GatewayNames() {}

  /** The gateway's or the leases' domain, if the name lies inside. */
  static Optional<Hostname> domainAround(Gateway gateway, Hostname name) {
    return domains(gateway).filter(name::isInside).findFirst();
  }

  /** A domain or a server's name of the gateway that lies inside the name, if there is one. */
  static Optional<Hostname> inside(Gateway gateway, Hostname name) {
    return Stream.concat(domains(gateway), gateway.serverNames().stream())
        .filter(own -> own.isInside(name))
        .findFirst();
  }

  private static Stream<Hostname> domains(Gateway gateway) {
    return Stream.concat(
        gateway.domain().stream(), gateway.leasePool().stream().map(pool -> pool.domain()));
  }
}
