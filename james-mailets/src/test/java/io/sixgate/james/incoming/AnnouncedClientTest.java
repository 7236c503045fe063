package io.sixgate.james.incoming;

import static io.sixgate.james.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.MailDomain;
import io.sixgate.inventory.model.MailDomain.ClientAddress;
import io.sixgate.inventory.model.MailDomain.UnknownWhileDown;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.james.inventory.MailRoute;
import io.sixgate.james.inventory.MailRoutes;
import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A primary that has something against one client of which it is told, and takes mail of all
 * others. It is not down: else any stranger whom it does not want could stop a customer's mail.
 */
class AnnouncedClientTest extends TalkWithAPrimary {
  private static final Destination ACME = new Destination("acme.example");
  private static final ClientIdentity UNWANTED =
      new ClientIdentity(
          IpAddress.parse("198.51.100.66"),
          new Port(40001),
          IpAddress.parse("192.0.2.1"),
          new Port(25),
          "unwanted.example");

  @ParameterizedTest
  @CsvSource({
    "PROXY_V1, 421 4.7.0 too many of yours, 451 4.3.2 4.7.0 too many of yours",
    "PROXY_V1, 450 4.7.1 come again, 450 4.7.1 come again",
    "PROXY_V1, 554 5.7.1 not you, 554 5.7.1 not you",
    "PROXY_V1, hang up, 451 4.4.2 the recipient's server does not answer you; try again",
    "PROXY_V1, silence, 451 4.4.2 the recipient's server does not answer you; try again",
    "XCLIENT, 421 4.7.0 too many of yours, 451 4.3.2 4.7.0 too many of yours",
    "XCLIENT, 450 4.7.1 come again, 450 4.7.1 come again",
    "XCLIENT, 554 5.7.1 not you, 554 5.7.1 not you",
    "XCLIENT, hang up, 451 4.4.2 the recipient's server does not answer you; try again",
  })
  void whoeverRefusesOneClientIsNotDown(ClientAddress mode, String reply, String answer) {
    hasAgainst("198.51.100.66", reply, mode);
    assertEquals(answer, rcpt(UNWANTED, mode));
    assertFalse(spool.isDown(ACME));
    talk.close();
    assertEquals("250 2.1.0 Ok", rcpt(CLIENT, mode));
  }

  @Test
  void aGoodbyeToASenderIsNotToAll() {
    primary.answering("MAIL FROM:<sender@", "421 4.7.0 not now");
    assertEquals("451 4.3.2 4.7.0 not now", rcpt(CLIENT, ClientAddress.NONE));
    assertFalse(spool.isDown(ACME));
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY_V1, 421 4.3.2 busy",
    "PROXY_V1, hang up",
    "XCLIENT, 421 4.3.2 busy",
    "XCLIENT, hang up"
  })
  void oneThatSaysSoToTheGatewayAsWellIsDown(ClientAddress mode, String reply) {
    recipients.confirm("alice@acme.example");
    hasAgainst("", reply, mode);
    assertTrue(rcpt(CLIENT, mode).endsWith("is down; kept for it"));
    assertTrue(spool.isDown(ACME));
  }

  @ParameterizedTest
  @EnumSource(names = {"PROXY_V1", "XCLIENT"})
  void whatWaitsOfOneWhomItRefusesHoldsUpNobody(ClientAddress mode) throws Exception {
    hasAgainst("198.51.100.66", "554 5.7.1 not you", mode);
    keep(UNWANTED, CLIENT, CLIENT);
    eventually(() -> primary.messages().size() == 2 && spool.size() == 0);
    assertEquals(1, undelivered.size(), "whose sender is told");
    assertFalse(spool.isDown(ACME));
  }

  @ParameterizedTest
  @EnumSource(names = {"PROXY_V1", "XCLIENT"})
  void whatWaitsOfOneWhoIsToComeAgainHoldsUpNobody(ClientAddress mode) throws Exception {
    hasAgainst("198.51.100.66", "421 4.7.0 too many of yours", mode);
    keep(UNWANTED, CLIENT, CLIENT);
    eventually(() -> primary.messages().size() == 2 && spool.size() == 1);
    assertFalse(spool.isDown(ACME));
    eventually(() -> spool.entries().get(0).reason().contains("4.7.0 too many of yours"));
  }

  private void hasAgainst(String client, String reply, ClientAddress mode) {
    if (mode == ClientAddress.XCLIENT) {
      primary.offering("XCLIENT ADDR HELO").answering("XCLIENT ADDR=" + client, reply);
    } else {
      primary.behindProxy().answering("PROXY TCP4 " + client, reply);
    }
    PrimaryDelivery delivery = new PrimaryDelivery(() -> MailRoutes.NONE, primaries);
    later = (destination, first) -> delivery.open(told(mode), first);
  }

  private void keep(ClientIdentity... clients) throws Exception {
    for (ClientIdentity client : clients) {
      spool.store(
          ACME,
          new Envelope(
              "sender@elsewhere.example",
              List.of(new Recipient("alice@acme.example", RcptParameters.NONE)),
              MailParameters.NONE,
              Optional.of(client),
              "acme",
              Map.of()),
          out -> out.write(TEXT.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private String rcpt(ClientIdentity client, ClientAddress mode) {
    return talk.rcpt(
            client,
            "sender@elsewhere.example",
            MailParameters.NONE,
            new Recipient("alice@acme.example", RcptParameters.NONE),
            told(mode))
        .toString();
  }

  private MailRoute told(ClientAddress mode) {
    MailRoute plain = route("acme.example", "web1", UnknownWhileDown.DEFER);
    MailDomain domain = plain.domain();
    return new MailRoute(
        new MailDomain(
            domain.name(), mode, domain.tls(), domain.unknownWhileDown(), domain.place()),
        plain.host(),
        plain.addresses(),
        plain.primaries(),
        plain.names());
  }
}
