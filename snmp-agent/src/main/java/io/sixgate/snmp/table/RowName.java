package io.sixgate.snmp.table;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The part of an object's name that tells the row: a text as an IMPLIED index (RFC 2578, 7.7). */
public final class RowName {
  /**
   * An object's name has 128 numbers at most (RFC 2578, 3.5), and those of SIXGATE-MIB begin with
   * fourteen.
   */
  private static final int MOST = 114;

  private RowName() {}

  /** One number an octet; a text that is too long ends with ~ and its checksum. */
  public static int[] of(String text) {
    byte[] octets = shortened(text).getBytes(StandardCharsets.UTF_8);
    int[] numbers = new int[octets.length];
    for (int i = 0; i < octets.length; i++) {
      numbers[i] = octets[i] & 0xff;
    }
    return numbers;
  }

  /** Two texts with their lengths before them, and a number (RFC 2578, 7.7); neither is long. */
  public static int[] of(String first, String second, int number) {
    int[] one = of(first);
    int[] other = of(second);
    int[] numbers = new int[one.length + other.length + 3];
    numbers[0] = one.length;
    System.arraycopy(one, 0, numbers, 1, one.length);
    numbers[one.length + 1] = other.length;
    System.arraycopy(other, 0, numbers, one.length + 2, other.length);
    numbers[numbers.length - 1] = number;
    return numbers;
  }

  /** The text if it fits, else its beginning with ~ and its checksum. */
  public static String shortened(String text) {
    if (text.length() <= MOST) {
      return text;
    }
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    String end = "~%08x".formatted(sum.getValue());
    return text.substring(0, MOST - end.length()) + end;
  }
}
