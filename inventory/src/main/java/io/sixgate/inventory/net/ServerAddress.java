package io.sixgate.inventory.net;

/**
 * Where a server listens.
 *
 * @param address of either family
 */
public record ServerAddress(IpAddress address, Port port) {
  /**
   * Reads {@code [ADDRESS]:PORT}, or {@code ADDRESS:PORT} for IPv4.
   *
   * @throws WrongValueException if the text is neither
   */
  public static ServerAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[") && colon > 0 && text.charAt(colon - 1) == ']';
    if (colon < 0 || (!bracketed && text.indexOf(':') != colon)) {
      throw new WrongValueException(
          "it is not an address with a port", "write [ADDRESS]:PORT, e.g. \"[::1]:5300\"");
    }
    String address = bracketed ? text.substring(1, colon - 1) : text.substring(0, colon);
    return new ServerAddress(
        bracketed ? Ipv6Address.parse(address) : Ipv4Address.parse(address),
        Port.parse(text.substring(colon + 1)));
  }

  /** Whether only programs of the same machine reach it. */
  public boolean isLoopback() {
    return address.match(Ipv4Address::isLoopback, Ipv6Address::isLoopback);
  }

  @Override
  public String toString() {
    return address.match(v4 -> v4 + ":" + port, v6 -> "[" + v6 + "]:" + port);
  }
}
