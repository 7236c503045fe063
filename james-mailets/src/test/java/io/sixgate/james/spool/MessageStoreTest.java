package io.sixgate.james.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageStoreTest {
  private static final Destination ACME = new Destination("acme.example");

  @TempDir private Path root;

  @Test
  void aFullDiskIsATemporaryAnswerAndLeavesNothing() throws Exception {
    MessageStore tight =
        new MessageStore(root.resolve("tight"), 10_000, Long.MAX_VALUE, Clock.systemUTC());
    SpoolFull full =
        assertThrows(
            SpoolFull.class,
            () -> tight.put(ACME, Far.envelope("acme", "a@acme.example"), Far.text("one")));
    assertEquals("452 4.3.1 no room to store mail; try again later", full.reply().toString());
  }

  @Test
  void envelopesComeBackFromDiskAsTheyWere() throws Exception {
    Envelope odd =
        new Envelope(
            "\"a %b\nc\"@example.org",
            List.of(
                new Recipient(
                    "x@acme.example",
                    new RcptParameters(Optional.of("NEVER"), Optional.of("rfc822;x@y")))),
            new MailParameters(
                OptionalLong.empty(), true, true, Optional.of("HDRS"), Optional.of("id+20")),
            Optional.empty(),
            "acme",
            Map.of("k ey%", "line\r\ntwo"));
    MessageStore store = new MessageStore(root, 10_000, 0, Clock.systemUTC());
    StoredMessage stored = store.put(ACME, odd, Far.text("body"));
    MessageStore again = new MessageStore(root, 10_000, 0, Clock.systemUTC());
    assertEquals(List.of(stored), again.load());
  }
}
