package io.sixgate.nat64.sessions;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import java.time.Instant;
import java.util.Optional;

/**
 * A session, or a mapping of Jool's, begins or ends.
 *
 * @param begins false: it ends
 * @param protocol in capitals, e.g. {@code TCP}
 * @param address of the pool
 * @param user whose it is
 * @param destination with its port, as text; empty for a mapping, which serves all destinations
 */
record SessionEvent(
    Instant time,
    boolean begins,
    String protocol,
    Ipv4Address address,
    Port port,
    User user,
    Optional<String> destination) {

  /** One session in the place of another has the same. */
  record Key(String protocol, Optional<String> destination) {}

  Key key() {
    return new Key(protocol, destination);
  }
}
