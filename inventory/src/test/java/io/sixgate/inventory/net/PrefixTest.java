package io.sixgate.inventory.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PrefixTest {

  private static Ipv6Prefix around(long high, long low, int length) {
    BigInteger mask =
        BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE.shiftLeft(128 - length));
    BigInteger first = value(new Ipv6Address(high, low)).and(mask);
    return new Ipv6Prefix(
        new Ipv6Address(first.shiftRight(64).longValue(), first.longValue()), length);
  }

  private static BigInteger value(Ipv6Address address) {
    BigInteger high = new BigInteger(Long.toUnsignedString(address.high()));
    return high.shiftLeft(64).add(new BigInteger(Long.toUnsignedString(address.low())));
  }

  @Property
  void theTextIsReadBackAsTheSamePrefix(
      @ForAll long high, @ForAll long low, @ForAll @IntRange(max = 128) int length) {
    Ipv6Prefix prefix = around(high, low, length);
    assertEquals(prefix, Ipv6Prefix.parse(prefix.toString()));
    assertEquals(prefix, IpPrefix.parse(prefix.toString()));
    assertTrue(prefix.contains(new Ipv6Address(high, low)));
    assertTrue(prefix.contains(prefix) && prefix.overlaps(prefix));
  }

  @Property
  void anAddressIsInsideIfItsLeadingBitsAreThoseOfThePrefix(
      @ForAll long high,
      @ForAll long low,
      @ForAll @IntRange(max = 128) int length,
      @ForAll @IntRange(max = 127) int flipped) {
    BigInteger other = value(new Ipv6Address(high, low)).flipBit(127 - flipped);
    Ipv6Address address = new Ipv6Address(other.shiftRight(64).longValue(), other.longValue());
    assertEquals(flipped >= length, around(high, low, length).contains(address));
  }

  @Test
  void bitsBehindTheLengthAreRefusedWithTheCorrectedText() {
    WrongValueException e =
        assertThrows(WrongValueException.class, () -> Ipv6Prefix.parse("2001:db8:a::1/48"));
    assertEquals("it has bits set behind the first 48; write 2001:db8:a::/48", e.getMessage());
    WrongValueException v4 =
        assertThrows(WrongValueException.class, () -> Ipv4Prefix.parse("192.0.2.1/24"));
    assertEquals("it has bits set behind the first 24; write 192.0.2.0/24", v4.getMessage());
  }

  @Test
  void lengthsAreWithinTheFamily() {
    for (String text :
        new String[] {
          "::/129", "::/-1", "::/", "::/a", "::/00", "0.0.0.0/33", "1.2.3.4/+8", "::"
        }) {
      assertThrows(
          WrongValueException.class,
          () -> {
            if (text.equals("::")) {
              Ipv6Prefix.parse(text);
            }
            IpPrefix.parse(text.equals("::") ? "x" : text);
          },
          text);
    }
    assertTrue(Ipv4Prefix.parse("0.0.0.0/0").contains(Ipv4Address.parse("255.255.255.255")));
    assertFalse(Ipv4Prefix.parse("0.0.0.0/0").contains(Ipv6Address.parse("::1")));
  }

  @Test
  void aVisitorsAddressIsEmbeddedInTheLast32Bits() {
    assertEquals(
        "64:ff9b:1::c633:6407",
        Ipv6Prefix.parse("64:ff9b:1::/96").embed(Ipv4Address.parse("198.51.100.7")).toString());
    assertThrows(
        IllegalStateException.class,
        () -> Ipv6Prefix.parse("2001:db8::/64").embed(new Ipv4Address(1)));
  }
}
