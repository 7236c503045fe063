package io.sixgate.forward.zone;

import java.time.Instant;

/**
 * The serial number of a zone.
 *
 * @param bits 32 of them, as RFC 1982 compares them
 */
record Serial(int bits) {
  static Serial parse(String text) {
    return new Serial(Integer.parseUnsignedInt(text));
  }

  /** The first serial of a zone of which nothing is known. */
  static Serial at(Instant now) {
    return new Serial((int) now.getEpochSecond());
  }

  /**
   * The one after this: the time in seconds, so that a gateway that lost its files goes on above
   * what it had, or one more, if two changes fall into a second or the clock went back.
   */
  Serial next(Instant now) {
    Serial byTime = at(now);
    return byTime.isAfter(this) ? byTime : new Serial(bits + 1);
  }

  /** RFC 1982, section 3.2: greater, if it is less than half of the numbers ahead. */
  boolean isAfter(Serial other) {
    return bits - other.bits > 0;
  }

  @Override
  public String toString() {
    return Integer.toUnsignedString(bits);
  }
}
