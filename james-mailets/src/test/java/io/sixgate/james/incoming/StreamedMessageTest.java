package io.sixgate.james.incoming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.MailChecks;
import io.sixgate.james.smtp.FakePrimary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a message that is handed on while it comes. */
class StreamedMessageTest extends TalkWithAPrimary {
  @Test
  void aRefusalAfterTheFinalDotIsTheSendersAnswer() {
    primary.answering(".", "554 5.7.1 spam");
    rcpt("alice@acme.example");
    assertEquals("554 5.7.1 spam", message());
    assertEquals(0, spool.size());
  }

  @Test
  void aPrimaryThatIsLostWithinTheMessageIsToldToTheSenderAtItsEndAndNothingIsKept() {
    rcpt("alice@acme.example");
    assertEquals(354, talk.data(HEADING, 100_000_000, MailChecks.STANDARD).code());
    talk.message().get().line("\r\n".getBytes(StandardCharsets.US_ASCII));
    primary.dropAll();
    byte[] line = ("x".repeat(998) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 20_000; i++) {
      talk.message().get().line(line);
    }
    assertTrue(talk.end().toString().startsWith("451 4.4.2 "), "20 MB do not fit into buffers");
    assertEquals(0, spool.size());
    assertEquals(List.of(), primary.messages());
  }

  @Test
  void aPrimaryThatHasHadEnoughWithinTheMessageIsHeard() {
    primary.answering("DATA", "354 go on\r\n552 5.3.4 that is too much");
    rcpt("alice@acme.example");
    assertEquals("552 5.3.4 that is too much", message());
  }

  @Test
  void itsRefusalOfDataIsTheSendersAnswer() {
    primary.answering("DATA", "554 5.5.1 no valid recipients");
    rcpt("alice@acme.example");
    assertEquals("554 5.5.1 no valid recipients", message());
  }

  @Test
  void whatAStreamedMessageIsRefusedForNeverReachesThePrimarysFinalDot() {
    rcpt("alice@acme.example");
    assertEquals(
        "550 5.6.0 a line does not end in CR LF, or has one of them within",
        message("Subject: x\r\n\r\nfirst\n.\nMAIL FROM:<a@b>\r\n"));
    assertEquals(List.of(), primary.messages());
    rcpt("alice@acme.example");
    assertTrue(message().startsWith("250 "), "the next message has a connection of its own");
  }

  @Test
  void aSenderThatGoesWithinItsMessageSendsNothing() {
    rcpt("alice@acme.example");
    talk.data(HEADING, 100_000_000, MailChecks.STANDARD);
    talk.message().get().line("Subject: half\r\n".getBytes(StandardCharsets.US_ASCII));
    talk.close();
    rcpt("alice@acme.example");
    message();
    assertEquals(1, primary.messages().size());
  }

  @Test
  void lostAtDataItIsKept() {
    primary.answering("DATA", FakePrimary.HANG_UP);
    rcpt("alice@acme.example");
    assertKept(message());
    assertEquals(1, spool.size());
    assertTrue(spool.isDown(Transaction.destination(route("acme.example"))));
  }

  @Test
  void lostAfterTheFinalDotTheSenderRepeatsAndItIsNotKeptAsWell() {
    primary.answering(".", FakePrimary.HANG_UP);
    rcpt("alice@acme.example");
    assertTrue(message().startsWith("451 4.4.2 "));
    assertEquals(0, spool.size());
  }

  @Test
  void aDotBehindALineThatIsLostMayBeTextSoNothingBehindItIsACommand() {
    rcpt("alice@acme.example");
    talk.data(HEADING, 100_000_000, MailChecks.STANDARD);
    MessageLines message = talk.message().get();
    message.line("Subject: x\r\n".getBytes(StandardCharsets.US_ASCII));
    message.lineTooLong();
    assertTrue(message.isFinalDot(".\r\n".getBytes(StandardCharsets.US_ASCII)));
    assertTrue(message.isEndInDoubt());
    message.line("more\r\n".getBytes(StandardCharsets.US_ASCII));
    assertFalse(message.isEndInDoubt(), "this line's end was seen");
    assertEquals("550 5.6.0 a line of the message is too long", talk.end().toString());
    assertEquals(List.of(), primary.messages());
  }
}
