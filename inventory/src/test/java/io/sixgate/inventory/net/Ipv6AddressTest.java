package io.sixgate.inventory.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {

  @Property
  void theTextIsReadBackAsTheSameAddress(@ForAll long high, @ForAll long low) {
    Ipv6Address address = new Ipv6Address(high, low);
    assertEquals(address, Ipv6Address.parse(address.toString()));
  }

  @Property
  void withGroupsOfZerosTheTextIsReadBackToo(
      @ForAll long high, @ForAll long low, @ForAll byte zeros) {
    Ipv6Address address = new Ipv6Address(zeroed(high, zeros & 15), zeroed(low, zeros >> 4 & 15));
    assertEquals(address, Ipv6Address.parse(address.toString()));
    assertEquals(address, oracle(address.toString()));
  }

  private static long zeroed(long half, int groups) {
    for (int i = 0; i < 4; i++) {
      if ((groups >> i & 1) == 1) {
        half &= ~(0xffffL << (16 * i));
      }
    }
    return half;
  }

  /** Java reads valid IPv6 literals correctly but for the mapped ones, which it makes IPv4. */
  private static Ipv6Address oracle(String text) {
    try {
      InetAddress java = InetAddress.getByName(text);
      if (java instanceof Inet6Address) {
        ByteBuffer bytes = ByteBuffer.wrap(java.getAddress());
        return new Ipv6Address(bytes.getLong(), bytes.getLong());
      }
      return new Ipv6Address(
          0, 0xffff00000000L | Integer.toUnsignedLong(ByteBuffer.wrap(java.getAddress()).getInt()));
    } catch (UnknownHostException e) {
      throw new AssertionError(text, e);
    }
  }

  @Property(tries = 5000)
  void anyTextIsReadOrRefusedInWords(@ForAll @StringLength(max = 50) String text) {
    readOrRefuse(text);
  }

  @Property(tries = 20000)
  void anyTextOfTheRightLettersIsReadAsJavaReadsIt(
      @ForAll
          @CharRange(from = '0', to = ':')
          @CharRange(from = 'a', to = 'f')
          @StringLength(max = 20)
          String text) {
    if (readOrRefuse(text)) {
      assertEquals(oracle(text), Ipv6Address.parse(text));
    }
  }

  private static boolean readOrRefuse(String text) {
    try {
      Ipv6Address.parse(text);
      return true;
    } catch (WrongValueException e) {
      assertFalse(e.reason().isBlank() || e.remedy().isBlank());
      return false;
    }
  }

  /** RFC 5952, sections 1, 4 and 5. */
  @ParameterizedTest
  @CsvSource({
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:0db8::0001, 2001:db8::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "0:0:0:0:0:0:0:0, ::",
    "::1, ::1",
    "1::, 1::",
    "::ffff:c000:201, ::ffff:192.0.2.1",
    "::FFFF:192.0.2.1, ::ffff:192.0.2.1",
    "64:ff9b::192.0.2.1, 64:ff9b::c000:201",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
  })
  void theTextIsCanonical(String written, String canonical) {
    assertEquals(canonical, Ipv6Address.parse(written).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1::",
        "1:",
        ":1",
        "12345::",
        "::g",
        "::1%eth0",
        "[::1]",
        "::1/128",
        "::1.2.3",
        "::1.2.3.256",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1 ",
        " ::1",
        "::\u0661",
        "::1.2.3.4:5"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThrows(WrongValueException.class, () -> Ipv6Address.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "127.1",
        "010.0.0.1",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.",
        "0x7f.1.1.1",
        "",
        "1.2.3.4 "
      })
  void ipv4IsFourPlainDecimalNumbersAndNothingElse(String text) {
    assertThrows(WrongValueException.class, () -> Ipv4Address.parse(text));
  }

  @Property
  void ipv4TextIsReadBackAsTheSameAddress(@ForAll int bits) {
    assertEquals(new Ipv4Address(bits), Ipv4Address.parse(new Ipv4Address(bits).toString()));
  }

  @Property
  void addressesAreOrderedByUnsignedValueAndIpv4First(
      @ForAll long a, @ForAll long b, @ForAll int v4) {
    IpAddress one = new Ipv6Address(a, b);
    IpAddress other = new Ipv6Address(b, a);
    assertEquals(Integer.signum(one.compareTo(other)), -Integer.signum(other.compareTo(one)));
    assertTrue(new Ipv4Address(v4).compareTo(one) < 0);
    assertEquals(
        Long.compareUnsigned(a, b),
        Integer.signum(one.compareTo(other)) == 0 ? 0 : Long.compareUnsigned(a, b));
  }
}
