package io.sixgate.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Notices when the machine's clock was set: it and the time that never jumps ({@link Time#nanos})
 * then went different ways.
 */
final class MachineClock {

  /**
   * Far more than a clock that is slewed (at most 500 ppm, adjtimex(2)) moves between two turns.
   */
  private static final Duration LEAST_JUMP = Duration.ofSeconds(5);

  private Instant wall;
  private long nanos;

  MachineClock(Time time) {
    this.wall = time.wall();
    this.nanos = time.nanos();
  }

  /**
   * By how much the clock was set since it was last asked, negative if back; empty if it was not.
   */
  Optional<Duration> jump(Time time) {
    Instant wallNow = time.wall();
    long nanosNow = time.nanos();
    Duration jump = Duration.between(wall, wallNow).minusNanos(nanosNow - nanos);
    wall = wallNow;
    nanos = nanosNow;
    return jump.abs().compareTo(LEAST_JUMP) < 0 ? Optional.empty() : Optional.of(jump);
  }
}
