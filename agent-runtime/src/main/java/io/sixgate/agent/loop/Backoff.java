package io.sixgate.agent.loop;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential waits with full jitter: the wait before retry n is drawn evenly from zero to {@code
 * min(cap, first * 2^n)}, so that agents that failed together do not come back together.
 *
 * @param first upper limit of the first wait
 * @param cap upper limit of all waits
 */
public record Backoff(Duration first, Duration cap) {

  /** From 1 s up to 30 s. */
  public static final Backoff STANDARD = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException unless {@code 0 < first <= cap}
   */
  public Backoff {
    if (first.isZero() || first.isNegative() || first.compareTo(cap) > 0) {
      throw new IllegalArgumentException("backoff from " + first + " to " + cap + " never waits");
    }
  }

  /** The upper limit of the wait before a retry, counted from 0. */
  public Duration limit(int retry) {
    // 2^62 ns are 146 years: above that the shift would overflow, and the cap holds anyway.
    int room = Long.numberOfLeadingZeros(first.toNanos()) - 1;
    return retry >= room || first.toNanos() << retry > cap.toNanos()
        ? cap
        : Duration.ofNanos(first.toNanos() << retry);
  }

  /** The wait before a retry, counted from 0; the same random numbers give the same waits. */
  public Duration delay(int retry, RandomGenerator random) {
    return Duration.ofNanos(random.nextLong(limit(retry).toNanos() + 1));
  }
}
