package io.sixgate.inventory.model;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import java.util.List;
import java.util.Optional;

/**
 * Ports of the gateway that lead to the host.
 *
 * @param gatewayAddress the one address on which they do; empty: on all
 * @param ports on the gateway
 * @param hostPort to which the first of them leads; the others follow one by one
 * @param allow the clients that may connect; empty: all
 * @param clientAddress the forward's own mode, if it names one
 * @param kernel whether it was asked that the kernel does it, as it does all of UDP
 */
public record Forward(
    Optional<IpAddress> gatewayAddress,
    Protocol protocol,
    PortRange ports,
    Port hostPort,
    List<IpPrefix> allow,
    Optional<ClientAddressMode> clientAddress,
    boolean kernel,
    Place place) {
  public Forward {
    allow = List.copyOf(allow);
  }

  /**
   * Who does it: the kernel (nftables, Jool or TAYGA), or else HAProxy, which knows no UDP. Each
   * agent takes its own and leaves the others alone.
   */
  public boolean byKernel() {
    return kernel || protocol == Protocol.UDP;
  }
}
