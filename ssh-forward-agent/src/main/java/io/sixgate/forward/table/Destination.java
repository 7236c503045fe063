package io.sixgate.forward.table;

import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.util.Optional;

/**
 * Where a port of the gateway leads, as forwards.map writes it: {@code ADDRESS|PORT|MODE}, or
 * {@code ADDRESS|PORT|MODE|LIST} where only the clients of that list may connect.
 */
record Destination(
    Ipv6Address address, Port port, ClientAddressMode mode, Optional<AllowList> allow) {
  String text() {
    return address + "|" + port + "|" + mode + allow.map(list -> "|" + list.id()).orElse("");
  }
}
