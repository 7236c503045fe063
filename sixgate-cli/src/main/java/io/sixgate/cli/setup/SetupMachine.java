package io.sixgate.cli.setup;

import io.sixgate.cli.doctor.GatewayState.Socket;
import io.sixgate.inventory.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What this machine says of itself before Sixgate runs on it.
 *
 * @param addresses on its interfaces
 * @param listeners all TCP sockets that listen
 * @param unitFiles names of those of Sixgate and dnsdist
 * @param haproxyOptions EXTRAOPTS of /etc/default/haproxy, which goes before our drop-in
 * @param haproxyServes whether HAProxy runs with Sixgate's folder
 */
public record SetupMachine(
    Set<IpAddress> addresses,
    List<Socket> listeners,
    Set<String> unitFiles,
    Optional<String> haproxyOptions,
    boolean haproxyServes) {
  public SetupMachine {
    addresses = Set.copyOf(addresses);
    listeners = List.copyOf(listeners);
    unitFiles = Set.copyOf(unitFiles);
  }
}
