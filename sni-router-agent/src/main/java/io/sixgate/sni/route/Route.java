package io.sixgate.sni.route;

import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import java.util.Optional;

/**
 * Where a connection goes, as the maps write it: {@code ADDRESS|MODE}, or {@code ADDRESS|MODE|PORT}
 * where the host listens on another port than the visitor used.
 */
public record Route(Ipv6Address address, ClientAddressMode mode, Optional<Port> port) {
  /** In names.map: nothing but what overrides.map lists for this name. */
  static final String ONLY_OVERRIDES = "-";

  /** The address in a map's value; empty in one that is none of ours. */
  static Optional<Ipv6Address> address(String value) {
    int end = value.indexOf('|');
    if (end < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Ipv6Address.parse(value.substring(0, end)));
    } catch (WrongValueException foreign) {
      return Optional.empty();
    }
  }

  /** The same to another address of the host. */
  public Route to(Ipv6Address other) {
    return new Route(other, mode, port);
  }

  /** As it stands in a map. */
  public String text() {
    return address + "|" + mode + port.map(other -> "|" + other).orElse("");
  }
}
