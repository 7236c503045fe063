package io.sixgate.cli.route;

import io.sixgate.inventory.net.Ipv6Prefix;

/**
 * A route that ends on this machine.
 *
 * @param protocol who made it: a name or number of rt_protos, e.g. {@code kernel}
 */
public record LocalRoute(Ipv6Prefix destination, String protocol) {
  /** By this number (rtnetlink(7), rtm_protocol) we know again what we made. */
  static final String OURS = "164";

  boolean isOurs() {
    return protocol.equals(OURS);
  }
}
