package io.sixgate.inventory.net;

/** A network of either family, as in an allow-list of clients. */
public sealed interface IpPrefix permits Ipv4Prefix, Ipv6Prefix {

  /**
   * Reads {@code ADDRESS/LENGTH}, or a single address as the prefix of its full length.
   *
   * @throws WrongValueException if the text is neither
   */
  static IpPrefix parse(String text) {
    boolean ipv6 = text.indexOf(':') >= 0;
    if (text.indexOf('/') < 0) {
      return IpAddress.parse(text)
          .match(v4 -> new Ipv4Prefix(v4, 32), v6 -> new Ipv6Prefix(v6, 128));
    }
    return ipv6 ? Ipv6Prefix.parse(text) : Ipv4Prefix.parse(text);
  }

  /** Whether the address is of this family and lies inside. */
  boolean contains(IpAddress address);

  /** The number of leading bits that are fixed. */
  int length();

  /**
   * Reads the number behind the slash.
   *
   * @throws WrongValueException if it is not a plain decimal number from 0 to {@code most}
   */
  static int parseLength(String text, int slash, int most) {
    String digits = text.substring(slash + 1);
    if (!digits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(digits) > most) {
      throw new WrongValueException(
          "/" + digits + " is not a prefix length (0–" + most + ")",
          "write the number of fixed bits behind the slash, e.g. /" + (most == 32 ? 24 : 48));
    }
    return Integer.parseInt(digits);
  }
}
