package io.sixgate.inventory.model;

import java.time.Duration;

/**
 * How the addresses of hosts that have several are checked.
 *
 * @param interval from the start of one check of an address to the start of the next, at most
 * @param timeout how long an address may take to answer; not longer than the interval
 * @param fall after so many failed checks in a row an address counts as down
 * @param rise after so many answered ones in a row it counts as up again
 */
public record HealthChecks(Duration interval, Duration timeout, int fall, int rise) {
  /** A host that is gone is left within 12 s. */
  public static final HealthChecks STANDARD =
      new HealthChecks(Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 2);

  public HealthChecks {
    if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(interval) > 0) {
      throw new IllegalArgumentException("timeout " + timeout + " with interval " + interval);
    }
    if (fall < 1 || rise < 1) {
      throw new IllegalArgumentException("fall " + fall + ", rise " + rise);
    }
  }
}
