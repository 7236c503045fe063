package io.sixgate.james.incoming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Mail.Primary;
import io.sixgate.inventory.model.MailChecks;
import io.sixgate.inventory.model.MailDomain;
import io.sixgate.inventory.model.MailDomain.ClientAddress;
import io.sixgate.inventory.model.MailDomain.Tls;
import io.sixgate.inventory.model.MailDomain.UnknownWhileDown;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.james.inventory.MailRoute;
import io.sixgate.james.inventory.MailRoutes;
import io.sixgate.james.smtp.Authorities;
import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.FakePrimary;
import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpClient;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import io.sixgate.james.smtp.Timeouts;
import io.sixgate.james.smtp.TlsPolicy;
import io.sixgate.james.spool.MessageStore;
import io.sixgate.james.spool.Spool;
import io.sixgate.james.spool.SpoolSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sender is told while a customer's server says this, that, or nothing. */
class ConversationTest {
  private static final ClientIdentity CLIENT =
      new ClientIdentity(
          IpAddress.parse("198.51.100.4"),
          new Port(40000),
          IpAddress.parse("192.0.2.1"),
          new Port(25),
          "mail.example.org");
  private static final Timeouts QUICK =
      new Timeouts(
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1));
  private static final Heading HEADING =
      new Heading(
          "gw.example", CLIENT, "ESMTP", "4711", Optional.empty(), Instant.ofEpochSecond(0));
  private static final String TEXT = "Subject: hello\r\n\r\nHello.\r\n";

  @TempDir private Path folder;
  private FakePrimary primary;
  private Spool spool;
  private KnownRecipients recipients;
  private Tally tally;
  private Conversation talk;
  private final List<String> undelivered = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    primary = new FakePrimary();
    tally = new Tally();
    recipients =
        new KnownRecipients(folder.resolve("known"), Duration.ofDays(90), Clock.systemUTC());
    Primaries primaries =
        new Primaries(
            new SmtpClient("gw.example", TlsPolicy.NONE, QUICK),
            Authorities.of(Path.of("/etc/ssl/certs/ca-certificates.crt")));
    MessageStore store =
        new MessageStore(folder.resolve("spool"), Long.MAX_VALUE, 0, Clock.systemUTC());
    spool =
        new Spool(
            "test",
            store,
            SpoolSettings.PRIMARIES,
            (destination, first) -> {
              throw new IOException("not in this test");
            },
            (message, failed) -> undelivered.add(message.id()),
            Clock.systemUTC());
    talk = new Conversation(new Ground(() -> MailRoutes.NONE, primaries, spool, recipients, tally));
  }

  @AfterEach
  void stop() throws Exception {
    talk.close();
    spool.close();
    recipients.close();
    primary.close();
  }

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
  void aRefusalAfterTheFinalDotIsTheSendersAnswer() {
    primary.answering(".", "554 5.7.1 spam");
    rcpt("alice@acme.example");
    assertEquals("554 5.7.1 spam", message());
    assertEquals(0, spool.size());
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

  private static void assertKept(String answer) {
    assertTrue(answer.startsWith("250 2.0.0 kept as "), answer);
  }

  private String rcpt(String address) {
    return rcpt(address, route("acme.example"));
  }

  private String rcpt(String address, MailRoute route) {
    return talk.rcpt(
            CLIENT,
            "sender@elsewhere.example",
            MailParameters.NONE,
            new Recipient(address, RcptParameters.NONE),
            route)
        .toString();
  }

  private String message() {
    return message(TEXT);
  }

  private String message(String text) {
    Reply go = talk.data(HEADING, 100_000_000, MailChecks.STANDARD);
    if (!go.isIntermediate()) {
      return go.toString();
    }
    for (String line : text.split("(?<=\n)")) {
      talk.message().get().line(line.getBytes(StandardCharsets.ISO_8859_1));
    }
    return talk.end().toString();
  }

  private MailRoute route(String domain) {
    return route(domain, "web1", UnknownWhileDown.DEFER);
  }

  private MailRoute route(String domain, String host, UnknownWhileDown unknown) {
    Hostname name = Hostname.parse(domain);
    return new MailRoute(
        new MailDomain(
            name, ClientAddress.NONE, Tls.OPPORTUNISTIC, unknown, new Place("web1.yaml", 1, 1)),
        new HostId(new Label("acme"), new Label(host)),
        List.of(new Primary(primary.address(), primary.port())),
        Set.of(name));
  }
}
