package io.sixgate.forward.listen;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.PortRange;

/** Ports of one address on which HAProxy waits for clients of forwards. */
public record Listener(IpAddress address, PortRange ports) {
  /** As HAProxy's {@code bind} takes it. */
  public String text() {
    return address.match(v4 -> v4 + ":" + ports, v6 -> "[" + v6 + "]:" + ports);
  }
}
