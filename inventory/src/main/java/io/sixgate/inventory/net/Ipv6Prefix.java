package io.sixgate.inventory.net;

import java.util.Comparator;

/**
 * An IPv6 network. Its host bits are zero. Ordered by first address, then shorter (larger) first,
 * so that a prefix directly precedes those inside it.
 *
 * @param address the first address
 * @param length 0 to 128
 */
public record Ipv6Prefix(Ipv6Address address, int length)
    implements IpPrefix, Comparable<Ipv6Prefix> {
  private static final Comparator<Ipv6Prefix> ORDER =
      Comparator.<Ipv6Prefix, IpAddress>comparing(Ipv6Prefix::address)
          .thenComparing(Ipv6Prefix::length);

  /** The well-known NAT64 prefix of RFC 6052, section 2.1. */
  public static final Ipv6Prefix WELL_KNOWN_NAT64 = parse("64:ff9b::/96");

  public Ipv6Prefix {
    if (length < 0 || length > 128) {
      throw new WrongValueException(
          "/" + length + " is not a prefix length (0–128)", "use 0 to 128");
    }
    Ipv6Address first =
        new Ipv6Address(address.high() & highMask(length), address.low() & lowMask(length));
    if (!first.equals(address)) {
      throw new WrongValueException(
          "it has bits set behind the first " + length, "write " + first + "/" + length);
    }
  }

  /**
   * Reads {@code ADDRESS/LENGTH}.
   *
   * @throws WrongValueException if the text is not such a prefix; if it has host bits, the remedy
   *     is the corrected text
   */
  public static Ipv6Prefix parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new WrongValueException(
          "it has no prefix length", "write ADDRESS/LENGTH, e.g. 2001:db8:a::/48");
    }
    Ipv6Address address = Ipv6Address.parse(text.substring(0, slash));
    return new Ipv6Prefix(address, IpPrefix.parseLength(text, slash, 128));
  }

  private static long highMask(int length) {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  private static long lowMask(int length) {
    return length <= 64 ? 0 : -1L << (128 - length);
  }

  @Override
  public boolean contains(IpAddress other) {
    return other.match(v4 -> false, this::containsIpv6);
  }

  private boolean containsIpv6(Ipv6Address other) {
    return (other.high() & highMask(length)) == address.high()
        && (other.low() & lowMask(length)) == address.low();
  }

  /** Whether every address of the other prefix lies inside this one; a prefix contains itself. */
  public boolean contains(Ipv6Prefix other) {
    return other.length >= length && containsIpv6(other.address);
  }

  /** Whether the two share an address. */
  public boolean overlaps(Ipv6Prefix other) {
    return contains(other) || other.contains(this);
  }

  /**
   * The IPv4 address inside this prefix, in its last 32 bits (RFC 6052, section 2.2).
   *
   * @throws IllegalStateException unless this is a /96
   */
  public Ipv6Address embed(Ipv4Address ipv4) {
    if (length != 96) {
      throw new IllegalStateException(this + " is not a /96");
    }
    return new Ipv6Address(address.high(), address.low() | Integer.toUnsignedLong(ipv4.bits()));
  }

  @Override
  public int compareTo(Ipv6Prefix other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
