package io.sixgate.dns.wire;

import io.sixgate.dns.cdb.Bytes;
import io.sixgate.inventory.net.Hostname;
import java.nio.charset.StandardCharsets;

/** A name in wire format, lower case: each label after its length, and a zero (RFC 1035, 3.1). */
public final class WireName {
  private WireName() {}

  /** The key under which dnsdist looks the name up. */
  public static Bytes of(Hostname name) {
    byte[] text = name.text().getBytes(StandardCharsets.US_ASCII);
    byte[] wire = new byte[text.length + 2];
    int start = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i == text.length || text[i] == '.') {
        wire[start] = (byte) (i - start);
        System.arraycopy(text, start, wire, start + 1, i - start);
        start = i + 1;
      }
    }
    return new Bytes(wire);
  }

  /** The name with dots; a key that is no such name as it is. */
  public static String text(Bytes key) {
    byte[] wire = key.content();
    StringBuilder name = new StringBuilder();
    int at = 0;
    while (at < wire.length && wire[at] > 0 && at + 1 + wire[at] < wire.length) {
      name.append(name.length() == 0 ? "" : ".")
          .append(new String(wire, at + 1, wire[at], StandardCharsets.ISO_8859_1));
      at += 1 + wire[at];
    }
    return at == wire.length - 1 && wire[at] == 0 ? name.toString() : key.toString();
  }
}
