package io.sixgate.dns.table;

import io.sixgate.dns.cdb.Bytes;
import io.sixgate.dns.dnsdist.LuaText;
import io.sixgate.dns.wire.WireName;
import io.sixgate.inventory.net.Ipv6Address;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * One table.
 *
 * @param name of its file, without {@code .cdb}
 * @param addresses whether its keys are addresses and not names
 */
public record Table(String name, boolean addresses) {
  public Path file(Path state) {
    return state.resolve(name + ".cdb");
  }

  /** The address as dnsdist's KeyValueLookupKeySourceIP has it: 16 bytes. */
  public static Bytes key(Ipv6Address address) {
    return new Bytes(
        ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low()).array());
  }

  /** A key for people. */
  String text(Bytes key) {
    if (!addresses || key.content().length != 16) {
      return WireName.text(key);
    }
    ByteBuffer address = ByteBuffer.wrap(key.content());
    return new Ipv6Address(address.getLong(), address.getLong()).toString();
  }

  /** Makes dnsdist look at the file at once and not within a second. */
  public String reload() {
    return "if not sixgate_tables[%1$s]:reload() then error(%1$s .. ' cannot be read') end"
        .formatted(LuaText.quoted(name));
  }
}
