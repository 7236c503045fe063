package io.sixgate.james.incoming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.james.smtp.FakePrimary;
import io.sixgate.james.smtp.Timeouts;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A primary that breaks at each verb in each way: its sender has an answer in time, and a message
 * that was acknowledged is in one place: with the primary, or kept for it.
 */
class EveryVerbTest extends TalkWithAPrimary {
  private static final Duration SHORT = Duration.ofMillis(300);

  @Override
  Timeouts patience() {
    return new Timeouts(SHORT, SHORT, SHORT, Duration.ofSeconds(5), SHORT);
  }

  static Stream<Arguments> breaks() {
    return Stream.of("GREETING", "EHLO", "MAIL", "RCPT", "DATA", ".")
        .flatMap(
            verb ->
                Stream.of(
                        FakePrimary.HANG_UP,
                        FakePrimary.SILENCE,
                        "hello there",
                        "999 what",
                        "250-and\r\n550 so on",
                        "\u0000\u0007" + "x".repeat(5000),
                        "334 what",
                        "421 4.3.2 going down",
                        "451 4.3.0 later",
                        "550 5.7.1 never",
                        "250 2.0.0 early\r\n250 2.0.0 earlier")
                    .map(answer -> Arguments.of(verb, answer)));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void aMessageIsAcknowledgedOnceAndInOnePlaceOrNotAtAll(String verb, String answer) {
    recipients.confirm("alice@acme.example");
    primary.answering(verb, answer);
    String recipient = rcpt("alice@acme.example");
    assertTrue(recipient.matches("(?s)[245][0-9]{2} .*"), recipient);
    if (!recipient.startsWith("2")) {
      return;
    }
    String end = message();
    assertTrue(end.matches("(?s)[245][0-9]{2} .*"), end);
    assertFalse(end.startsWith("421"), "that would end the sender's session");
    boolean acknowledged = end.startsWith("2");
    if (acknowledged) {
      assertEquals(1, primary.messages().size() + spool.size(), end);
    } else {
      assertEquals(0, spool.size(), end);
    }
  }
}
