package io.sixgate.james.spool;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices that the machine's clock was set back. Of one thread. */
final class ClockJumps {
  private static final Logger LOG = LoggerFactory.getLogger(ClockJumps.class);

  /** Less is what a clock is corrected by in passing. */
  private static final Duration JUMP = Duration.ofSeconds(5);

  private Instant last;

  ClockJumps(Instant now) {
    last = now;
  }

  /** Asked again and again: whether it was set back since it was asked last. */
  boolean isSetBack(Instant now) {
    boolean setBack = now.isBefore(last.minus(JUMP));
    if (setBack) {
      LOG.warn("clock-set-back from={} to={}", last, now);
    }
    last = now;
    return setBack;
  }
}
