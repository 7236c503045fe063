package io.sixgate.forward.ftp;

import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.PortRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ports on which an FTP server may await data connections (RFC 959, PASV; RFC 2428, EPSV): they are
 * the same on the gateway as on the host, since the server tells the client its own number.
 *
 * @param address of the gateway; what the server must announce instead of its own, which is IPv6
 *     and which PASV has no room for
 */
public record PassivePorts(Ipv4Address address, PortRange ports, Place place) {

  /** Those of a host, in the order of its file. */
  public static List<PassivePorts> of(Gateway gateway, Host host) {
    return host.forwards().stream()
        .filter(PassivePorts::isOneToOne)
        .flatMap(
            forward ->
                announced(gateway, forward)
                    .map(address -> new PassivePorts(address, forward.ports(), forward.place()))
                    .stream())
        .toList();
  }

  private static boolean isOneToOne(Forward forward) {
    return forward.protocol() == Protocol.TCP
        && forward.ports().size() > 1
        && forward.hostPort().equals(forward.ports().first());
  }

  private static Optional<Ipv4Address> announced(Gateway gateway, Forward forward) {
    Stream<IpAddress> addresses =
        forward.gatewayAddress().map(Stream::of).orElseGet(() -> gateway.addresses().stream());
    return addresses
        .flatMap(address -> address.match(Stream::of, v6 -> Stream.<Ipv4Address>empty()))
        .findFirst();
  }
}
