package io.sixgate.inventory.net;

/**
 * An IPv4 network. Its host bits are zero.
 *
 * @param address the first address
 * @param length 0 to 32
 */
public record Ipv4Prefix(Ipv4Address address, int length) implements IpPrefix {

  public Ipv4Prefix {
    if (length < 0 || length > 32) {
      throw new WrongValueException("/" + length + " is not a prefix length (0–32)", "use 0 to 32");
    }
    Ipv4Address first = new Ipv4Address(address.bits() & mask(length));
    if (!first.equals(address)) {
      throw new WrongValueException(
          "it has bits set behind the first " + length, "write " + first + "/" + length);
    }
  }

  /**
   * Reads {@code ADDRESS/LENGTH}.
   *
   * @throws WrongValueException if the text is not such a prefix or has host bits
   */
  public static Ipv4Prefix parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new WrongValueException(
          "it has no prefix length", "write ADDRESS/LENGTH, e.g. 192.0.2.0/24");
    }
    Ipv4Address address = Ipv4Address.parse(text.substring(0, slash));
    return new Ipv4Prefix(address, IpPrefix.parseLength(text, slash, 32));
  }

  private static int mask(int length) {
    return length == 0 ? 0 : -1 << (32 - length);
  }

  @Override
  public boolean contains(IpAddress other) {
    return other.match(v4 -> (v4.bits() & mask(length)) == address.bits(), v6 -> false);
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
