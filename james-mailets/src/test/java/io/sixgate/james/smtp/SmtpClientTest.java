package io.sixgate.james.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.james.smtp.SmtpSession.EnvelopeReplies;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpClientTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final ClientIdentity CLIENT =
      new ClientIdentity(
          IpAddress.parse("198.51.100.4"),
          new Port(40000),
          IpAddress.parse("192.0.2.1"),
          new Port(25),
          "mail.example.org");

  private final SmtpClient client =
      new SmtpClient(
          "gw.example", TlsPolicy.OPPORTUNISTIC, new Timeouts(SHORT, SHORT, SHORT, SHORT, SHORT));
  private final MappedForms forms = new MappedForms();
  private FakePrimary primary;

  @BeforeEach
  void start() throws Exception {
    primary = new FakePrimary();
  }

  @AfterEach
  void stop() throws Exception {
    primary.close();
  }

  @Test
  void aMessageArrivesWithDotsDoubledAndLinesWhole() throws Exception {
    try (SmtpSession session = open()) {
      EnvelopeReplies envelope =
          session.envelope(
              "bob@example.org",
              MailParameters.NONE.withSize(20),
              List.of(to("alice@acme.example"), to("al@acme.example")));
      assertEquals(2, envelope.recipients().size());
      assertTrue(session.data().isIntermediate());
      Reply end = session.message(text(".dot\r\n..two\r\nbare\nlf\rcr without end"));
      assertEquals("250 2.0.0 queued as FAKE", end.toString());
    }
    assertEquals(List.of(".dot\n..two\nbare\nlf\ncr without end\n"), primary.messages());
    assertTrue(primary.commands().contains("MAIL FROM:<bob@example.org> SIZE=20"));
  }

  @Test
  void eachRecipientHasItsOwnAnswer() throws Exception {
    primary.answering("RCPT TO:<no@", "550-5.1.1 no such\r\n550 5.1.1 user here");
    try (SmtpSession session = open()) {
      EnvelopeReplies envelope =
          session.envelope(
              "", MailParameters.NONE, List.of(to("no@acme.example"), to("al@acme.example")));
      Reply refused = envelope.recipients().get(0);
      assertEquals("5.1.1 no such user here", refused.text());
      assertEquals("5.1.1", refused.status());
      assertTrue(envelope.recipients().get(1).isPositive());
    }
  }

  @Test
  void aServerOfHeloOnlyGetsNoParameters() throws Exception {
    primary.answering("EHLO", "500 what");
    try (SmtpSession session = open()) {
      session.mail("bob@example.org", MailParameters.NONE.withSize(7));
    }
    assertTrue(primary.commands().contains("MAIL FROM:<bob@example.org>"));
  }

  @Test
  void theClientIsToldByAProxyHeaderBeforeAnythingElse() throws Exception {
    client.open(primary.remote(), new Announcement.Proxy(CLIENT, 1)).close();
    assertEquals("PROXY TCP4 198.51.100.4 192.0.2.1 40000 25", primary.commands().get(0));
  }

  @Test
  void theSecondVersionIsTheBytesOfTheSpecification() {
    byte[] header = ProxyHeader.of(new Announcement.Proxy(CLIENT, 2));
    assertEquals(
        "0d0a0d0a000d0a515549540a2111000cc6336404c00002019c400019",
        java.util.HexFormat.of().formatHex(header));
  }

  @Test
  void theClientIsToldByXclientIfItIsOfferedAndHelloIsSaidAgain() throws Exception {
    primary.offering("XCLIENT ADDR HELO PORT", "PIPELINING");
    client.open(primary.remote(), new Announcement.Xclient(CLIENT, forms)).close();
    assertEquals(
        List.of(
            "EHLO gw.example",
            "XCLIENT ADDR=198.51.100.4 PORT=40000 HELO=mail.example.org",
            "EHLO mail.example.org"),
        primary.commands().subList(0, 3));
  }

  @Test
  void aServerThatKnowsNoIpv4IsToldTheMappedAddress() throws Exception {
    primary.offering("XCLIENT ADDR");
    primary.answering("XCLIENT ADDR=198", "501 5.5.4 Bad ADDR syntax: 198.51.100.4");
    client.open(primary.remote(), new Announcement.Xclient(CLIENT, forms)).close();
    assertEquals("XCLIENT ADDR=IPV6:::ffff:198.51.100.4", primary.commands().get(2));
    client.open(primary.remote(), new Announcement.Xclient(CLIENT, forms)).close();
    assertEquals(
        2,
        primary.commands().stream().filter(line -> line.startsWith("XCLIENT ADDR=IPV6:")).count());
    assertEquals(
        1,
        primary.commands().stream().filter(line -> line.startsWith("XCLIENT ADDR=198")).count(),
        "the form that it refused is not said again");
  }

  @Test
  void withoutTheOfferXclientIsNotSaid() throws Exception {
    client.open(primary.remote(), new Announcement.Xclient(CLIENT, forms)).close();
    assertFalse(primary.commands().toString().contains("XCLIENT"));
  }

  @Test
  void aGreetingOf554IsAnAnswer() {
    primary.answering("GREETING", "554 5.7.1 not you");
    SmtpFailure failure = assertThrows(SmtpFailure.class, this::open);
    assertEquals(Phase.GREETING, failure.phase());
    assertEquals("554 5.7.1 not you", failure.reply().orElseThrow().toString());
  }

  @Test
  void aServerThatSaysNothingIsLeftAfterTheDeadline() {
    primary.answering("GREETING", FakePrimary.SILENCE);
    SmtpFailure failure = assertThrows(SmtpFailure.class, this::open);
    assertTrue(failure.getMessage().endsWith("waiting for the greeting: no answer within 500 ms"));
  }

  @Test
  void lostBeforeTheDotIsNotInDoubt() throws Exception {
    primary.answering("DATA", FakePrimary.HANG_UP);
    SmtpSession session = open();
    session.envelope("", MailParameters.NONE, List.of(to("al@acme.example")));
    assertFalse(assertThrows(SmtpFailure.class, session::data).isInDoubt());
    assertFalse(session.isAlive());
  }

  @Test
  void lostAfterTheDotIsInDoubt() throws Exception {
    primary.answering(".", FakePrimary.HANG_UP);
    SmtpSession session = open();
    session.envelope("", MailParameters.NONE, List.of(to("al@acme.example")));
    session.data();
    SmtpFailure failure =
        assertThrows(SmtpFailure.class, () -> session.message(text("Subject: x\r\n\r\nx\r\n")));
    assertTrue(failure.isInDoubt());
  }

  @Test
  void tlsThatIsRequiredAndNotOfferedEndsTheSession() {
    SmtpFailure failure =
        assertThrows(
            SmtpFailure.class,
            () -> client.withTls(TlsPolicy.REQUIRED).open(primary.remote(), Announcement.NONE));
    assertTrue(failure.getMessage().contains("it does not offer STARTTLS, which is required"));
  }

  @Test
  void aHandshakeThatFailsIsFollowedByASessionInTheClear() throws Exception {
    primary.offering("STARTTLS");
    primary.answering("STARTTLS", "454 4.7.0 no TLS just now");
    try (SmtpSession session = open()) {
      assertFalse(session.isSecured());
    }
  }

  @Test
  void aMessageThatIsTooLargeForTheServerIsNotOffered() throws Exception {
    try (SmtpSession session = open()) {
      Reply reply = session.mail("", MailParameters.NONE.withSize(1_000_001));
      assertEquals(
          "552 5.3.4 the next server takes messages of 1000000 bytes at most", reply.toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ann@acme.example | true",
        "\"ann > <bob>\"@acme.example | true",
        "\"ann\\\" > bob\"@acme.example | true",
        "ann\\>bob@acme.example | false",
        "ann\\ bob@acme.example | false",
        "\"ann\\\\\" bob@acme.example | false",
        "\"ann\tbob\"@acme.example | false",
      })
  void anAddressEndsNeitherItsBracketsNorItsLine(String address, boolean good) {
    assertEquals(good, SmtpSession.isPath(address));
  }

  @Test
  void anAddressCannotBecomeACommand() throws Exception {
    try (SmtpSession session = open()) {
      assertThrows(IllegalArgumentException.class, () -> session.rcpt(to("a@b>\r\nRCPT TO:<c@d")));
      assertThrows(IllegalArgumentException.class, () -> session.rcpt(to("a@b> NOTIFY=NEVER<c@d")));
    }
  }

  private SmtpSession open() throws SmtpFailure {
    return client.open(primary.remote(), Announcement.NONE);
  }

  private static Recipient to(String address) {
    return new Recipient(address, RcptParameters.NONE);
  }

  private static InputStream text(String message) {
    return new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1));
  }
}
