package io.sixgate.james.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpamVerdictTest {
  @ParameterizedTest
  @CsvSource({
    "no action, ''",
    "reject, 550 5.7.1 this is taken for spam: Gtube pattern",
    "greylist, 451 4.7.1 this may be spam; try again later: Gtube pattern",
    "soft reject, 451 4.7.1 this may be spam; try again later: Gtube pattern",
    "add header, ''",
    "rewrite subject, ''"
  })
  void eachActionOfRspamdIsAnAnswer(String action, String answer) throws IOException {
    assertEquals(
        answer, verdict(action, "Gtube pattern").refusal().map(Object::toString).orElse(""));
  }

  @Test
  void likelySpamIsMarkedWithItsScore() throws IOException {
    assertEquals("X-Spam: Yes\r\nX-Spam-Score: 7.5\r\n", verdict("add header", "").header());
    assertEquals("", verdict("no action", "").header());
  }

  @Test
  void wordsOfRspamdStayOnOneLine() throws IOException {
    assertEquals(
        "550 5.7.1 this is taken for spam: a??250 b",
        verdict("reject", "a\\r\\n250 b").refusal().orElseThrow().toString());
  }

  @Test
  void whatIsNoAnswerIsAFailure() {
    assertThrows(UncheckedIOException.class, () -> verdict("dance", ""));
  }

  private static SpamChecks.Verdict verdict(String action, String words) throws IOException {
    return SpamChecks.verdict(
        new ObjectMapper()
            .readTree(
                "{\"score\": 7.5, \"action\": \"%s\", \"messages\": {\"smtp_message\": \"%s\"}}"
                    .formatted(action, words)));
  }
}
