package io.sixgate.agent.loop;

import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * When the next pass and the next heartbeat are due, by {@link Time#nanos} only: setting the
 * machine's clock moves nothing.
 */
final class Schedule {

  /** How often the operator's permission is looked for while the brake holds. */
  private static final Duration TICK = Duration.ofMillis(500);

  private final LoopSettings settings;
  private final RandomGenerator random;
  private long nextAudit;
  private long nextHeartbeat;
  private OptionalLong nextRetry = OptionalLong.empty();
  private int failedInARow;

  Schedule(LoopSettings settings, RandomGenerator random, long now) {
    this.settings = settings;
    this.random = random;
    this.nextAudit = now + settings.audit().toNanos();
    this.nextHeartbeat = now;
  }

  /** The triggers that time itself gives. */
  EnumSet<Trigger> due(long now) {
    EnumSet<Trigger> due = EnumSet.noneOf(Trigger.class);
    if (isOver(nextAudit, now)) {
      due.add(Trigger.TIMER);
    }
    if (nextRetry.isPresent() && isOver(nextRetry.getAsLong(), now)) {
      due.add(Trigger.RETRY);
    }
    return due;
  }

  /** After a pass: any full read is an audit, any failure is retried. */
  void passed(long now, Depth depth, boolean failed) {
    if (depth == Depth.FULL) {
      nextAudit = now + settings.audit().toNanos();
    }
    if (failed) {
      Duration wait = settings.backoff().delay(failedInARow, random);
      failedInARow++;
      nextRetry = OptionalLong.of(now + wait.toNanos());
    } else {
      failedInARow = 0;
      nextRetry = OptionalLong.empty();
    }
  }

  boolean isHeartbeatDue(long now) {
    return isOver(nextHeartbeat, now);
  }

  void beaten(long now) {
    nextHeartbeat = now + settings.heartbeat().toNanos();
  }

  /** Nanoseconds until something is due, not below 0. */
  long untilNext(long now, boolean refused) {
    long next = Math.min(nextAudit - now, nextHeartbeat - now);
    if (nextRetry.isPresent()) {
      next = Math.min(next, nextRetry.getAsLong() - now);
    }
    if (refused) {
      next = Math.min(next, TICK.toNanos());
    }
    return Math.max(0, next);
  }

  Duration untilAudit(long now) {
    return Duration.ofNanos(Math.max(0, nextAudit - now));
  }

  /** By difference: nanoTime may be negative and may wrap. */
  private static boolean isOver(long moment, long now) {
    return now - moment >= 0;
  }
}
