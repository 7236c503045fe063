package io.sixgate.james.smtp;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A server to talk to.
 *
 * @param name for SNI; empty where the server is known by its address only
 * @param source the address of ours to come from; empty: the kernel chooses
 */
public record Remote(
    IpAddress address, Port port, Optional<Hostname> name, Optional<IpAddress> source) {

  public static Remote of(IpAddress address, Port port) {
    return new Remote(address, port, Optional.empty(), Optional.empty());
  }

  public Remote named(Hostname hostname) {
    return new Remote(address, port, Optional.of(hostname), source);
  }

  public Remote from(IpAddress ours) {
    return new Remote(address, port, name, Optional.of(ours));
  }

  /** A literal is not looked up. */
  InetSocketAddress socketAddress() {
    return new InetSocketAddress(address.toString(), port.number());
  }

  /** {@code [2001:db8::25]:25} or {@code mx.example ([192.0.2.25]:25)}. */
  @Override
  public String toString() {
    String where = "[" + address + "]:" + port;
    return name.map(hostname -> hostname + " (" + where + ")").orElse(where);
  }
}
