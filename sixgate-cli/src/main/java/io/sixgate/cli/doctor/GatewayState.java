package io.sixgate.cli.doctor;

import io.sixgate.cli.route.EmbeddedRoute;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What this machine says of itself.
 *
 * @param addresses on its interfaces
 * @param listeners all TCP sockets that listen
 * @param haproxy empty if none answers on our socket
 * @param unanswered why HAProxy, its master or an agent's files can't be reached or read, each with
 *     what to do
 * @param watches fs.inotify.max_user_watches
 */
public record GatewayState(
    Set<IpAddress> addresses,
    EmbeddedRoute route,
    List<Socket> listeners,
    Optional<HaproxyProcess> haproxy,
    List<Finding> unanswered,
    long watches) {
  public GatewayState {
    addresses = Set.copyOf(addresses);
    listeners = List.copyOf(listeners);
    unanswered = List.copyOf(unanswered);
  }

  /**
   * A socket that listens.
   *
   * @param address the unspecified one means all of its family, and perhaps of both
   * @param owner e.g. {@code nginx (process 812)}
   */
  public record Socket(IpAddress address, Port port, String owner, boolean haproxys) {
    /** Whether it takes what comes to that port of that address. */
    public boolean takes(IpAddress to, Port at) {
      return port.equals(at)
          && (address.equals(to)
              || address.match(
                  v4 -> v4.isUnspecified() && to instanceof Ipv4Address,
                  Ipv6Address::isUnspecified));
    }
  }
}
