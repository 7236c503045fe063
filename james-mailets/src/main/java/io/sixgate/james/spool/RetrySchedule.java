package io.sixgate.james.spool;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When to try again: each wait is {@code factor} times the one before.
 *
 * @param first after the first failure
 * @param longest no wait is longer, jitter apart
 * @param jitter the share by which a wait is made shorter or longer by chance, so that what failed
 *     together does not come back together
 */
public record RetrySchedule(Duration first, double factor, Duration longest, double jitter) {
  public RetrySchedule {
    if (first.isNegative() || first.isZero() || factor < 1 || jitter < 0 || jitter >= 1) {
      throw new IllegalArgumentException("no schedule: " + first + " × " + factor + " ± " + jitter);
    }
  }

  /** The same, with no wait longer than this. */
  RetrySchedule atMost(Duration wait) {
    return new RetrySchedule(
        first.compareTo(wait) < 0 ? first : wait,
        factor,
        longest.compareTo(wait) < 0 ? longest : wait,
        jitter);
  }

  /**
   * How long to wait now.
   *
   * @param failures so far, at least 1
   * @param random gives numbers from 0 to 1
   */
  public Duration after(int failures, DoubleSupplier random) {
    double millis = first.toMillis() * Math.pow(factor, Math.max(0, failures - 1));
    double bounded = Math.min(millis, (double) longest.toMillis());
    double jittered = bounded * (1 + jitter * (2 * random.getAsDouble() - 1));
    return Duration.ofMillis(Math.round(jittered));
  }
}
