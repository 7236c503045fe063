package io.sixgate.cli.doctor.nat64;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import java.util.List;

/**
 * Where a connection is tried to.
 *
 * @param place a {@link Hostname} or {@link IpAddress} as text, so letters, digits, points, hyphens
 *     and colons only
 */
public record Target(Attempt attempt, String place, Port port) {
  /** The lower 32 bits of an address behind a /96. */
  private static final long IPV4 = 0xffffffffL;

  /**
   * Reads {@code NAME:PORT} or {@code IPV4:PORT}; the latter is tried behind the prefix and itself.
   *
   * @throws WrongValueException if it is neither
   */
  public static List<Target> parse(String text, Ipv6Prefix prefix) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new WrongValueException("it has no port", "write e.g. " + text + ":443");
    }
    String place = text.substring(0, colon);
    Port port = Port.parse(text.substring(colon + 1));
    if (!place.matches("[0-9.]+")) {
      return List.of(new Target(Attempt.NAME, Hostname.parse(place).text(), port));
    }
    Ipv4Address address = Ipv4Address.parse(place);
    Ipv6Address behind =
        new Ipv6Address(prefix.address().high(), prefix.address().low() | (address.bits() & IPV4));
    return List.of(
        new Target(Attempt.SYNTHESISED, behind.toString(), port),
        new Target(Attempt.LITERAL, address.toString(), port));
  }

  List<String> words() {
    return List.of(attempt.text(), place, port.toString());
  }
}
