package io.sixgate.agent.loop;

import java.time.Instant;

/** The two times an agent uses; tests turn them by hand. */
public interface Time {

  /** The time of the machine. */
  Time SYSTEM =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public Instant wall() {
          return Instant.now();
        }
      };

  /** For all waits: never jumps, has no meaning but by difference. */
  long nanos();

  /** For people to read; may jump, so nothing is scheduled by it. */
  Instant wall();
}
