package io.sixgate.forward.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SerialTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

  @Test
  void theNextOneIsTheTime() {
    assertEquals("1800000000", Serial.parse("7").next(NOW).toString());
  }

  @Test
  void ofTwoChangesInASecondTheLaterHasTheGreaterOne() {
    assertEquals("1800000001", Serial.at(NOW).next(NOW).toString());
  }

  @Test
  void aClockThatWentBackDoesNotBringItDown() {
    assertEquals("1800000001", Serial.at(NOW).next(NOW.minusSeconds(86_400)).toString());
  }

  @Test
  void afterTheGreatestNumberComesZeroAndIsLater() {
    Serial last = Serial.parse("4294967295");
    Serial next = last.next(Instant.ofEpochSecond(0));
    assertEquals("0", next.toString());
    assertTrue(next.isAfter(last));
    assertFalse(last.isAfter(next));
    assertFalse(last.isAfter(last));
  }
}
