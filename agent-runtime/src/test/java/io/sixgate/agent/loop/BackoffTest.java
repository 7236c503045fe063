package io.sixgate.agent.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  @Test
  void theLimitDoublesUpToTheCapAndNeverOverflows() {
    long[] seconds = {1, 2, 4, 8, 16, 30, 30};
    for (int retry = 0; retry < seconds.length; retry++) {
      assertEquals(Duration.ofSeconds(seconds[retry]), backoff.limit(retry));
    }
    for (int retry : new int[] {31, 33, 34, 62, 63, 64, 1000, Integer.MAX_VALUE}) {
      assertEquals(Duration.ofSeconds(30), backoff.limit(retry));
    }
  }

  @Test
  void eachDelayLiesBetweenZeroAndItsLimitAndUsesTheWholeRange() {
    Random random = new Random(1);
    for (int retry = 0; retry < 40; retry++) {
      Duration limit = backoff.limit(retry);
      long least = Long.MAX_VALUE;
      long most = 0;
      for (int i = 0; i < 500; i++) {
        long delay = backoff.delay(retry, random).toNanos();
        assertTrue(delay >= 0 && delay <= limit.toNanos());
        least = Math.min(least, delay);
        most = Math.max(most, delay);
      }
      assertTrue(least < limit.toNanos() / 10 && most > limit.toNanos() / 10 * 9);
    }
  }

  @Test
  void theSameRandomNumbersGiveTheSameDelays() {
    assertEquals(backoff.delay(3, new Random(7)), backoff.delay(3, new Random(7)));
  }

  @Test
  void aBackoffThatNeverWaitsIsRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThrows(IllegalArgumentException.class, () -> new Backoff(Duration.ZERO, second));
    assertThrows(IllegalArgumentException.class, () -> new Backoff(second, Duration.ofMillis(1)));
  }
}
