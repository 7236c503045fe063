package io.sixgate.james.incoming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownRecipientsTest {
  private static final Duration MEMORY = Duration.ofDays(90);

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-27T12:00:00Z");

  @Test
  void whoWasConfirmedIsKnownByTheNextProcessHoweverHeIsWritten() throws Exception {
    try (KnownRecipients first = open()) {
      first.confirm("Alice@ACME.example");
    }
    try (KnownRecipients next = open()) {
      assertTrue(next.knows("alice@acme.example"));
      assertFalse(next.knows("bob@acme.example"));
    }
  }

  @Test
  void aConfirmationCountsFor90DaysFromTheLast() throws Exception {
    try (KnownRecipients recipients = open()) {
      recipients.confirm("alice@acme.example");
      recipients.confirm("bob@acme.example");
      now = now.plus(Duration.ofDays(60));
      recipients.confirm("alice@acme.example");
      now = now.plus(Duration.ofDays(31));
      assertTrue(recipients.knows("alice@acme.example"));
      assertFalse(recipients.knows("bob@acme.example"));
    }
    try (KnownRecipients next = open()) {
      assertEquals(1, next.size());
    }
  }

  @Test
  void whoIsRefusedLaterIsForgottenForGood() throws Exception {
    try (KnownRecipients recipients = open()) {
      recipients.confirm("alice@acme.example");
      recipients.refute("alice@acme.example");
      assertFalse(recipients.knows("alice@acme.example"));
    }
    try (KnownRecipients next = open()) {
      assertFalse(next.knows("alice@acme.example"));
    }
  }

  /** A server that takes any address, and a stranger who thinks of one after the other. */
  @Test
  void aFloodOfAddressesNeitherGrowsWithoutEndNorTouchesOthers() throws Exception {
    try (KnownRecipients recipients = open()) {
      recipients.confirm("alice@all.example");
      for (int i = 0; i < 2 * KnownRecipients.MOST_OF_DOMAIN; i++) {
        recipients.confirm("x" + i + "@all.example");
      }
      recipients.confirm("x".repeat(1000) + "@acme.example");
      recipients.confirm("bob@acme.example");
      assertEquals(KnownRecipients.MOST_OF_DOMAIN + 1, recipients.size());
      assertTrue(recipients.knows("alice@all.example"));
      assertTrue(recipients.knows("bob@acme.example"));
      assertTrue(Files.size(folder.resolve("known")) < 40L * KnownRecipients.MOST_OF_DOMAIN);
      now = now.plus(Duration.ofDays(91));
      recipients.confirm("new@all.example");
      assertTrue(recipients.knows("new@all.example"), "those before count no more");
    }
  }

  @Test
  void aFewDomainsThatTakeAnyAddressLeaveTheOthersTheirs() throws Exception {
    try (KnownRecipients recipients =
        new KnownRecipients(folder.resolve("known"), MEMORY, () -> now, 100, 200)) {
      for (int i = 0; i < 1000; i++) {
        recipients.confirm("x" + i + "@all.example");
        recipients.confirm("x" + i + "@any.example");
      }
      for (int i = 0; i < 40; i++) {
        recipients.confirm("user" + i + "@acme.example");
      }
      for (int i = 0; i < 40; i++) {
        assertTrue(recipients.knows("user" + i + "@acme.example"), "user" + i);
      }
      assertTrue(recipients.size() <= 200);
    }
    try (KnownRecipients next = open()) {
      assertTrue(next.knows("user0@acme.example"));
      assertTrue(next.size() <= 200);
    }
  }

  private KnownRecipients open() throws IOException {
    return new KnownRecipients(folder.resolve("known"), MEMORY, () -> now);
  }
}
