package io.sixgate.james.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

  /** Small messages fill the memory of the process long before they fill a quota of disk. */
  @Test
  void manySmallMessagesAreRefusedBeforeTheyFillTheMemory() throws Exception {
    MessageStore store = new MessageStore(root, new Room(1 << 30, 20_000), 0, Clock.systemUTC());
    List<StoredMessage> stored = new ArrayList<>();
    SpoolFull full =
        assertThrows(SpoolFull.class, () -> fill(store, "acme", "a@acme.example", stored));
    assertEquals("452 4.3.1 too many messages wait here; try again later", full.reply().toString());
    assertTrue(stored.size() > 2 && stored.size() < 10, stored.size() + " were taken");
    assertThrows(SpoolFull.class, () -> fill(store, "umbra", "b@umbra.example", stored));
    int both = stored.size();
    assertTrue(both > 5 && both < 20, "another customer had room, " + both + " were taken");
    store.delete(stored.get(0));
    store.put(ACME, Far.envelope("acme", "a@acme.example"), Far.text("fits again"));
    MessageStore again = new MessageStore(root, new Room(1 << 30, 2_000), 0, Clock.systemUTC());
    assertEquals(both, again.load().size(), "what is on the disk is taken up all the same");
  }

  @Test
  void twoMessagesAtOnceCannotBothHaveTheLastOfAQuota() throws Exception {
    MessageStore store = new MessageStore(root, 10_000, 0, Clock.systemUTC());
    Envelope envelope = Far.envelope("acme", "a@acme.example");
    StoredMessage first =
        store.put(
            ACME,
            envelope,
            out -> {
              out.write(new byte[6_000]);
              assertThrows(
                  SpoolFull.class, () -> store.put(ACME, envelope, o -> o.write(new byte[6_000])));
              out.write(new byte[3_000]);
            });
    assertEquals(9_000, store.used("acme"));
    store.delete(first);
    assertEquals(0, store.used("acme"));
  }

  /** As the clock of a machine may do that has none of its own and starts without network. */
  @Test
  void aClockThatShowsTheSameTimeAfterARestartWritesOverNothing() throws Exception {
    Clock still = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);
    MessageStore before = new MessageStore(root, 10_000, 0, still);
    StoredMessage first =
        before.put(ACME, Far.envelope("acme", "a@acme.example"), Far.text("first"));
    MessageStore after = new MessageStore(root, 10_000, 0, still);
    after.load();
    StoredMessage second =
        after.put(ACME, Far.envelope("acme", "b@acme.example"), Far.text("second"));
    try (InputStream text = after.open(first)) {
      assertEquals("first", new String(text.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertTrue(second.id().compareTo(first.id()) > 0, "in the order of arrival");
  }

  private static void fill(
      MessageStore store, String account, String recipient, List<StoredMessage> stored)
      throws IOException {
    while (stored.size() < 1000) {
      stored.add(store.put(ACME, Far.envelope(account, recipient), Far.text("x")));
    }
  }
}
