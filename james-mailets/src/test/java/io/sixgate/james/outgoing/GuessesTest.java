package io.sixgate.james.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GuessesTest {
  private static final IpAddress CLIENT = IpAddress.parse("2001:db8:a::80");
  private Instant now = Instant.parse("2026-11-26T18:00:00Z");
  private final Guesses guesses = new Guesses(() -> now);

  @Test
  void tenWrongPasswordsAreAllowedAtOnceAndThenOneAMinute() {
    for (int i = 0; i < Guesses.AT_ONCE; i++) {
      assertEquals(Optional.empty(), guesses.pause(CLIENT));
      guesses.wrong(CLIENT);
    }
    assertEquals(Optional.of(Duration.ofMinutes(1)), guesses.pause(CLIENT));
    now = now.plusSeconds(60);
    assertEquals(Optional.empty(), guesses.pause(CLIENT));
    guesses.wrong(CLIENT);
    assertEquals(Optional.of(Duration.ofMinutes(1)), guesses.pause(CLIENT));
  }

  @Test
  void anotherAddressOfTheSameNetworkIsTheSameClientAndAnotherNetworkIsNot() {
    for (int i = 0; i < Guesses.AT_ONCE; i++) {
      guesses.wrong(CLIENT);
    }
    assertEquals(
        Optional.of(Duration.ofMinutes(1)), guesses.pause(IpAddress.parse("2001:db8:a::81")));
    assertEquals(Optional.empty(), guesses.pause(IpAddress.parse("2001:db8:a:1::80")));
    assertEquals(Optional.empty(), guesses.pause(IpAddress.parse("192.0.2.4")));
  }

  @Test
  void whatIsLongAgoIsForgiven() {
    for (int i = 0; i < Guesses.AT_ONCE; i++) {
      guesses.wrong(CLIENT);
    }
    now = now.plus(Duration.ofHours(1));
    for (int i = 0; i < Guesses.AT_ONCE; i++) {
      assertEquals(Optional.empty(), guesses.pause(CLIENT));
      guesses.wrong(CLIENT);
    }
  }
}
