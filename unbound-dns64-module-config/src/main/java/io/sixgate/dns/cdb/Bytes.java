package io.sixgate.dns.cdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key or a value, compared byte by byte, unsigned.
 *
 * @param content must not be changed any more
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString are its own
public record Bytes(byte[] content) implements Comparable<Bytes> {
  /** The text in ISO 8859-1, one byte a character. */
  public static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return new String(content, StandardCharsets.ISO_8859_1);
  }
}
