package io.sixgate.james.incoming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.MailDomain.UnknownWhileDown;
import io.sixgate.james.inventory.MailRoute;
import io.sixgate.james.smtp.FakePrimary;
import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender is told while a customer's server says this, that, or nothing. */
class ConversationTest extends TalkWithAPrimary {
  @Test
  void thePrimarysOwnAnswersReachTheSenderAndNothingIsKept() {
    primary.answering("RCPT TO:<alice@", "250 2.1.5 alice is welcome");
    primary.answering(".", "250 2.0.0 Ok: queued as 4F2A");
    assertEquals("250 2.1.5 alice is welcome", rcpt("alice@acme.example"));
    assertEquals("250 2.0.0 Ok: queued as 4F2A", message());
    assertTrue(primary.messages().get(0).startsWith("Received: from mail.example.org "));
    assertTrue(primary.messages().get(0).endsWith("\nSubject: hello\n\nHello.\n"));
    assertEquals(0, spool.size());
    assertEquals(1, tally.counts().get("cut-through"));
  }

  @Test
  void anUnknownRecipientIsRefusedInThePrimarysWords() {
    primary.answering("RCPT TO:<nobody@", "550 5.1.1 no such user here");
    assertEquals("550 5.1.1 no such user here", rcpt("nobody@acme.example"));
    assertEquals("250 2.1.0 Ok", rcpt("alice@acme.example"));
    message();
    assertEquals(1, primary.messages().size());
  }

  @Test
  void aGreetingOf554AnswersEveryRecipient() {
    primary.answering("GREETING", "554 5.7.1 not you");
    assertEquals("554 5.7.1 not you", rcpt("alice@acme.example"));
    assertFalse(spool.isDown(Transaction.destination(route("acme.example"))));
  }

  @Test
  void whileThePrimaryIsDownConfirmedRecipientsAreKeptForItAndOthersAskedToComeAgain()
      throws Exception {
    rcpt("alice@acme.example");
    message();
    talk.close();
    primary.close();
    assertEquals(
        "250 2.1.5 the recipient's server is down; kept for it", rcpt("alice@acme.example"));
    assertTrue(rcpt("bob@acme.example").startsWith("450 4.2.1 "), "bob was never confirmed");
    assertKept(message());
    assertEquals(List.of("alice@acme.example"), spool.entries().get(0).recipients());
  }

  @Test
  void aDomainMayHaveUnknownRecipientsKept() throws Exception {
    primary.close();
    MailRoute accepting = route("acme.example", "web1", UnknownWhileDown.ACCEPT);
    assertEquals(
        "250 2.1.5 the recipient's server is down; kept for it",
        rcpt("new@acme.example", accepting));
    assertKept(message());
  }

  @Test
  void recipientsOfAnotherServerComeSeparately() {
    rcpt("alice@acme.example");
    assertTrue(
        rcpt("bob@umbra.example", route("umbra.example", "web2", UnknownWhileDown.DEFER))
            .startsWith("452 4.5.3 "));
    message();
    assertEquals(1, primary.commands().stream().filter(line -> line.startsWith("RCPT")).count());
  }

  @Test
  void twoDomainsOfOneServerAreOneTransaction() {
    rcpt("alice@acme.example");
    assertEquals("250 2.1.0 Ok", rcpt("alice@acme.test", route("acme.test")));
    message();
    assertEquals(1, primary.messages().size());
  }

  @Test
  void theNextMessageGoesOnTheSameConnection() {
    rcpt("alice@acme.example");
    message();
    rcpt("alice@acme.example");
    message();
    assertEquals(1, primary.commands().stream().filter(line -> line.startsWith("EHLO")).count());
    assertEquals(2, primary.messages().size());
  }

  @Test
  void aPrimaryThatSaysNothingCountsAsDown() {
    recipients.confirm("alice@acme.example");
    primary.answering("GREETING", FakePrimary.SILENCE);
    assertTrue(rcpt("alice@acme.example").startsWith("250 2.1.5 the recipient's server is down"));
    assertKept(message());
  }

  @Test
  void whatAConfirmedRecipientIsAnsweredLaterIsRemembered() {
    recipients.confirm("alice@acme.example");
    primary.answering("RCPT TO:<alice@", "550 5.1.1 has left");
    rcpt("alice@acme.example");
    assertFalse(recipients.knows("alice@acme.example"));
  }

  /** Else a stranger whom nobody wants could have mail for all others deferred. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "554 5.7.1 you are listed",
        "550 5.7.1 not from you",
        "550 5.1.8 your domain is none",
        "554 no",
        "552 5.2.2 the mailbox is full"
      })
  void aRefusalOfTheSenderOrOfAFullMailboxMakesNobodyUnknown(String refusal) {
    recipients.confirm("alice@acme.example");
    primary.answering("RCPT TO:<alice@", refusal);
    assertEquals(refusal, rcpt("alice@acme.example"));
    assertTrue(recipients.knows("alice@acme.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"550 5.2.1 disabled", "550 Unrouteable address", "551 5.1.6 has moved"})
  void aRefusalOfTheRecipientDoes(String refusal) {
    recipients.confirm("alice@acme.example");
    primary.answering("RCPT TO:<alice@", refusal);
    rcpt("alice@acme.example");
    assertFalse(recipients.knows("alice@acme.example"));
  }

  @Test
  void whatTheSenderAnnouncedReachesAPrimaryThatOffersIt() {
    primary.offering("SIZE 1000", "8BITMIME", "SMTPUTF8", "DSN");
    MailParameters all =
        new MailParameters(
            OptionalLong.of(500), true, true, Optional.of("HDRS"), Optional.of("QQ314159"));
    assertEquals("250 2.1.0 Ok", rcpt("jörg@elsewhere.example", all, "用户@acme.example"));
    assertTrue(
        primary
            .commands()
            .contains(
                "MAIL FROM:<jörg@elsewhere.example> SIZE=500 BODY=8BITMIME SMTPUTF8 RET=HDRS"
                    + " ENVID=QQ314159"));
    assertTrue(primary.commands().contains("RCPT TO:<用户@acme.example>"));
  }

  @Test
  void whatTheSenderWantsToHearOfARecipientReachesAPrimaryThatOffersIt() {
    RcptParameters wants =
        new RcptParameters(Optional.of("FAILURE,DELAY"), Optional.of("rfc822;al@x.example"));
    primary.offering("DSN");
    talk.rcpt(
        CLIENT,
        "sender@elsewhere.example",
        MailParameters.NONE,
        new Recipient("alice@acme.example", wants),
        route("acme.example"));
    assertTrue(
        primary
            .commands()
            .contains(
                "RCPT TO:<alice@acme.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;al@x.example"));
  }

  @Test
  void oneThatOffersNothingIsToldNothing() {
    primary.offering("PIPELINING");
    MailParameters some =
        new MailParameters(
            OptionalLong.of(500), true, false, Optional.of("HDRS"), Optional.empty());
    rcpt("sender@elsewhere.example", some, "alice@acme.example");
    assertTrue(primary.commands().contains("MAIL FROM:<sender@elsewhere.example>"));
  }

  @Test
  void aPrimaryWithoutSmtputf8GetsNoSuchMessage() {
    assertEquals(
        "553 5.6.7 the next server does not take internationalized addresses",
        rcpt("jörg@elsewhere.example", MailParameters.NONE.withUtf8(), "alice@acme.example"));
    assertFalse(primary.commands().stream().anyMatch(line -> line.startsWith("MAIL")));
  }

  private String rcpt(String sender, MailParameters parameters, String address) {
    return rcpt(sender, parameters, address, route("acme.example"));
  }
}
