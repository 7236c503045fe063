package io.sixgate.inventory.net;

import java.util.function.Function;

/**
 * An IPv4 address.
 *
 * @param bits the 32 bits, most significant first
 */
public record Ipv4Address(int bits) implements IpAddress {
  private static final String REMEDY = "write four decimal numbers from 0 to 255, e.g. 192.0.2.1";

  /**
   * Reads the dotted form of four decimal numbers and no other. Leading zeros are refused: some
   * programs read {@code 010} as 8 (RFC 6943, section 3.1.1).
   *
   * @throws WrongValueException if the text is not such a form
   */
  public static Ipv4Address parse(String text) {
    int bits = 0;
    int at = 0;
    for (int part = 0; part < 4; part++) {
      if (part > 0) {
        if (at >= text.length() || text.charAt(at) != '.') {
          throw new WrongValueException("it is not an IPv4 address", REMEDY);
        }
        at++;
      }
      int start = at;
      int value = 0;
      while (at < text.length() && at - start < 4 && isDigit(text.charAt(at))) {
        value = value * 10 + (text.charAt(at) - '0');
        at++;
      }
      if (at == start) {
        throw new WrongValueException("it is not an IPv4 address", REMEDY);
      }
      if (value > 255) {
        throw new WrongValueException(
            "it is not an IPv4 address: " + text.substring(start, at) + " is more than 255",
            REMEDY);
      }
      if (at - start > 1 && text.charAt(start) == '0') {
        throw new WrongValueException(
            "it is not an IPv4 address: " + text.substring(start, at) + " has a leading zero",
            REMEDY);
      }
      bits = bits << 8 | value;
    }
    if (at != text.length()) {
      throw text.charAt(at) == '/'
          ? new WrongValueException(
              "it is a prefix and not an address", "leave out " + text.substring(at))
          : new WrongValueException("it is not an IPv4 address", REMEDY);
    }
    return new Ipv4Address(bits);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  @Override
  public <T> T match(Function<Ipv4Address, T> ipv4, Function<Ipv6Address, T> ipv6) {
    return ipv4.apply(this);
  }

  /** Whether this is 0.0.0.0. */
  public boolean isUnspecified() {
    return bits == 0;
  }

  /** Whether this lies in 127.0.0.0/8. */
  public boolean isLoopback() {
    return bits >>> 24 == 127;
  }

  /** Whether this lies in 224.0.0.0/4. */
  public boolean isMulticast() {
    return bits >>> 28 == 0xe;
  }

  /** Whether this lies in 169.254.0.0/16. */
  public boolean isLinkLocal() {
    return bits >>> 16 == 0xa9fe;
  }

  @Override
  public String toString() {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }
}
