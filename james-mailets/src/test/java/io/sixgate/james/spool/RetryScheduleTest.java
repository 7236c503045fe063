package io.sixgate.james.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
  /** What {@code mail.spool} says by default. */
  private static final RetrySchedule MESSAGES = SpoolSettings.PRIMARIES.messages();

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 16", "6, 32", "7, 60", "8, 60", "1000, 60"})
  void eachWaitIsTwiceTheOneBeforeUpToTheLongest(int failures, int minutes) {
    assertEquals(Duration.ofMinutes(minutes), MESSAGES.after(failures, () -> 0.5));
  }

  /** So that what failed together does not come back together. */
  @ParameterizedTest
  @CsvSource({"0, 48", "0.25, 54", "0.5, 60", "1, 72"})
  void chanceMakesItAFifthShorterOrLonger(double random, int seconds) {
    assertEquals(Duration.ofSeconds(seconds), MESSAGES.after(1, () -> random));
  }

  @Test
  void aPrimaryThatIsBackIsTriedWithinTenSecondsHoweverLongItWasAway() {
    assertTrue(
        IntStream.rangeClosed(1, 1000)
            .mapToObj(failures -> SpoolSettings.PRIMARIES.destinations().after(failures, () -> 1))
            .allMatch(wait -> wait.compareTo(Duration.ofSeconds(10)) < 0));
  }

  @Test
  void aScheduleThatTriesWithoutEndIsNone() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new RetrySchedule(Duration.ZERO, 2, Duration.ofHours(1), 0.2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RetrySchedule(Duration.ofSeconds(1), 0.5, Duration.ofHours(1), 0.2));
  }
}
