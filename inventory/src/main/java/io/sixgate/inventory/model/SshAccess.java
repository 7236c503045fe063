package io.sixgate.inventory.model;

import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Port;
import java.util.List;
import java.util.Optional;

/**
 * SSH to the host, by a port of its own on every address of the gateway and through the jump host.
 *
 * @param port the gateway's
 * @param hostPort the host's; 22 unless the file says another
 * @param keys that may use the jump host: {@code TYPE BASE64 [COMMENT]}, one line each, without
 *     options
 * @param allow the clients that may connect; empty: all
 * @param clientAddress the endpoint's own mode, if it names one
 */
public record SshAccess(
    Port port,
    Port hostPort,
    List<String> keys,
    List<IpPrefix> allow,
    Optional<ClientAddressMode> clientAddress,
    Place place) {
  public SshAccess {
    keys = List.copyOf(keys);
    allow = List.copyOf(allow);
  }
}
