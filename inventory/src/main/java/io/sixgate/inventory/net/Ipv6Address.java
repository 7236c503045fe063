package io.sixgate.inventory.net;

import java.util.function.Function;

/**
 * An IPv6 address. {@code toString()} is the canonical text of RFC 5952.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record Ipv6Address(long high, long low) implements IpAddress {
  private static final String REMEDY =
      "write groups of hexadecimal digits with at most one ::, e.g. 2001:db8:a::80";
  private static final int GROUPS = 8;

  /**
   * Reads the text forms of RFC 4291, section 2.2, in upper or lower case, compressed or not, with
   * or without an IPv4 tail.
   *
   * @throws WrongValueException if the text is not an address, or is one with brackets, a zone
   *     index or a prefix length
   */
  public static Ipv6Address parse(String text) {
    refuseDecoration(text);
    int[] groups = new int[GROUPS];
    int count = 0;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    } else if (text.startsWith(":")) {
      throw wrong("it starts with a single :");
    }
    while (at < text.length()) {
      int end = endOfGroup(text, at);
      if (end < text.length() && text.charAt(end) == '.') {
        if (count > GROUPS - 2) {
          throw wrong("it has too many groups");
        }
        int ipv4 = Ipv4Address.parse(text.substring(at)).bits();
        groups[count++] = ipv4 >>> 16;
        groups[count++] = ipv4 & 0xffff;
        break;
      }
      if (end == at) {
        throw wrong("there is a " + shown(text, at) + " where a group of digits belongs");
      }
      if (end - at > 4) {
        throw wrong(
            "the group "
                + text.substring(at, Math.min(end, at + 16))
                + " has more than four digits");
      }
      if (count == GROUPS) {
        throw wrong("it has more than eight groups");
      }
      groups[count++] = Integer.parseInt(text, at, end, 16);
      at = end;
      if (at == text.length()) {
        break;
      }
      if (text.charAt(at) != ':') {
        throw wrong("there is a " + shown(text, at) + " in it");
      }
      if (text.startsWith("::", at)) {
        if (gap >= 0) {
          throw wrong("it has :: twice");
        }
        gap = count;
        at += 2;
      } else if (++at == text.length()) {
        throw wrong("it ends with a single :");
      }
    }
    if (gap < 0 && count != GROUPS) {
      throw wrong("it has " + count + " groups of eight and no ::");
    }
    if (gap >= 0 && count == GROUPS) {
      throw wrong("its :: stands for nothing");
    }
    return expand(groups, count, gap);
  }

  private static void refuseDecoration(String text) {
    if (text.startsWith("[")) {
      throw new WrongValueException("it has brackets", "write the address without [ and ]");
    }
    int percent = text.indexOf('%');
    if (percent >= 0) {
      throw new WrongValueException(
          "it has a zone index",
          "leave out " + text.substring(percent) + " and use a global address");
    }
    int slash = text.indexOf('/');
    if (slash >= 0) {
      throw new WrongValueException(
          "it is a prefix and not an address", "leave out " + text.substring(slash));
    }
    if (text.indexOf(':') < 0) {
      throw text.indexOf('.') >= 0
          ? new WrongValueException(
              "it is not an IPv6 address", "write the host's IPv6 address, e.g. 2001:db8:a::80")
          : new WrongValueException("it is not an IPv6 address", REMEDY);
    }
  }

  private static int endOfGroup(String text, int start) {
    int end = start;
    while (end < text.length()
        && Character.digit(text.charAt(end), 16) >= 0
        && text.charAt(end) < 128) {
      end++;
    }
    return end;
  }

  private static String shown(String text, int at) {
    char c = text.charAt(at);
    return c > ' ' && c < 127 ? String.valueOf(c) : String.format("U+%04X", (int) c);
  }

  private static WrongValueException wrong(String detail) {
    return new WrongValueException("it is not an IPv6 address: " + detail, REMEDY);
  }

  private static Ipv6Address expand(int[] groups, int count, int gap) {
    long high = 0;
    long low = 0;
    int inserted = GROUPS - count;
    for (int i = 0; i < GROUPS; i++) {
      int group;
      if (gap < 0 || i < gap) {
        group = groups[i];
      } else {
        group = i < gap + inserted ? 0 : groups[i - inserted];
      }
      if (i < 4) {
        high = high << 16 | group;
      } else {
        low = low << 16 | group;
      }
    }
    return new Ipv6Address(high, low);
  }

  @Override
  public <T> T match(Function<Ipv4Address, T> ipv4, Function<Ipv6Address, T> ipv6) {
    return ipv6.apply(this);
  }

  int compareUnsigned(Ipv6Address other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** Whether this is ::. */
  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  /** Whether this is ::1. */
  public boolean isLoopback() {
    return high == 0 && low == 1;
  }

  /** Whether this lies in fe80::/10. */
  public boolean isLinkLocal() {
    return high >>> 54 == 0xfe80 >>> 6;
  }

  /** Whether this lies in ff00::/8. */
  public boolean isMulticast() {
    return high >>> 56 == 0xff;
  }

  /**
   * Whether this lies in ::ffff:0:0/96: an IPv4 address in IPv6 clothes, which a socket would send
   * to IPv4.
   */
  public boolean isIpv4Mapped() {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /**
   * The text of RFC 5952; mapped addresses in the mixed form of its section 5, as inet_ntop(3)
   * prints them.
   */
  @Override
  public String toString() {
    if (isIpv4Mapped()) {
      return "::ffff:" + new Ipv4Address((int) low);
    }
    int bestStart = -1;
    int bestLength = 1; // A single zero group is not shortened (section 4.2.2).
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && group(end) == 0) {
        end++;
      }
      if (end - i > bestLength) {
        bestStart = i;
        bestLength = end - i;
      }
      i = Math.max(i, end);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
        continue;
      }
      if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(i)));
    }
    return text.toString();
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
  }
}
