package io.sixgate.snmp.mib;

import io.sixgate.inventory.net.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

/** Values in the types of SMIv2. */
final class Values {
  private static final int MOST_OCTETS = 255;
  private static final long MOST = 0xffff_ffffL;

  private Values() {}

  /** SnmpAdminString, of 255 octets at most. */
  static Variable text(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(octets.length, MOST_OCTETS);
    // Not in the middle of a character.
    while (length < octets.length && length > 0 && (octets[length] & 0xc0) == 0x80) {
      length--;
    }
    return new OctetString(octets, 0, length);
  }

  /** Gauge32 or Unsigned32: what is more than it can hold is its greatest value. */
  static Variable gauge(long number) {
    return new Gauge32(Math.max(0, Math.min(MOST, number)));
  }

  /** Counter32: it begins at zero again behind its greatest value (RFC 2578, 7.1.6). */
  static Variable counter(long number) {
    return new Counter32(number & MOST);
  }

  /** Kilo-octets, of 1024; one that has begun counts. */
  static long kilo(long octets) {
    return (octets + 1023) / 1024;
  }

  /** InetAddress (RFC 4001). */
  static Variable address(IpAddress address) {
    return address.match(
        ipv4 -> new OctetString(ByteBuffer.allocate(4).putInt(ipv4.bits()).array()),
        ipv6 ->
            new OctetString(
                ByteBuffer.allocate(16).putLong(ipv6.high()).putLong(ipv6.low()).array()));
  }

  /** DateAndTime, in UTC. */
  static Variable time(Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    ByteBuffer octets = ByteBuffer.allocate(11);
    octets.putShort((short) utc.getYear());
    octets.put((byte) utc.getMonthValue()).put((byte) utc.getDayOfMonth());
    octets.put((byte) utc.getHour()).put((byte) utc.getMinute()).put((byte) utc.getSecond());
    octets.put((byte) (utc.getNano() / 100_000_000));
    octets.put((byte) '+').put((byte) 0).put((byte) 0);
    return new OctetString(octets.array());
  }
}
