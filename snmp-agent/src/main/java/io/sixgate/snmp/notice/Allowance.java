package io.sixgate.snmp.notice;

import java.time.Duration;
import java.time.Instant;

/**
 * How many may be told now: as many at once as in a minute, and no more in the long run. Pure.
 *
 * @param left 0 or more, as of then
 */
record Allowance(double left, Instant then) {
  private static final double MINUTE_MILLIS = 60_000;

  /** Nothing was told yet. */
  static Allowance whole(int perMinute, Instant now) {
    return new Allowance(perMinute, now);
  }

  /** That of now. A clock that was set back gives nothing, and takes nothing away. */
  Allowance at(Instant now, int perMinute) {
    double millis = Math.max(0, Duration.between(then, now).toMillis());
    return new Allowance(Math.min(perMinute, left + millis * perMinute / MINUTE_MILLIS), now);
  }

  Allowance without(int told) {
    return new Allowance(left - told, then);
  }
}
