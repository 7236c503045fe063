package io.sixgate.agent.loop;

import java.time.Duration;
import java.time.Instant;

/** Stands still until told; starts where nanoTime may well be: just before it wraps. */
final class ManualTime implements Time {

  private long nanos = Long.MAX_VALUE - 1_000_000;
  private Instant wall = Instant.parse("2026-11-20T12:00:00Z");

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant wall() {
    return wall;
  }

  void pass(Duration time) {
    nanos += time.toNanos();
    wall = wall.plus(time);
  }

  void setMachineClock(Instant other) {
    wall = other;
  }
}
