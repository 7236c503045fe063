package io.sixgate.james.incoming;

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
import io.sixgate.inventory.net.Ipv6Address;
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
import io.sixgate.james.spool.Delivery;
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
import org.junit.jupiter.api.io.TempDir;

/** A sender who talks to the gateway, and a customer's server that says what a test tells it to. */
abstract class TalkWithAPrimary {
  static final ClientIdentity CLIENT =
      new ClientIdentity(
          IpAddress.parse("198.51.100.4"),
          new Port(40000),
          IpAddress.parse("192.0.2.1"),
          new Port(25),
          "mail.example.org");
  static final Timeouts QUICK =
      new Timeouts(
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1));
  static final Heading HEADING =
      new Heading(
          "gw.example", CLIENT, "ESMTP", "4711", Optional.empty(), Instant.ofEpochSecond(0));
  static final String TEXT = "Subject: hello\r\n\r\nHello.\r\n";

  @TempDir Path folder;
  FakePrimary primary;
  Spool spool;
  KnownRecipients recipients;
  Tally tally;
  Conversation talk;
  Primaries primaries;
  Delivery later =
      (destination, first) -> {
        throw new IOException("not in this test");
      };
  final List<String> undelivered = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    primary = new FakePrimary();
    tally = new Tally();
    recipients =
        new KnownRecipients(folder.resolve("known"), Duration.ofDays(90), Clock.systemUTC());
    primaries =
        new Primaries(
            new SmtpClient("gw.example", TlsPolicy.NONE, patience()),
            Authorities.of(Path.of("/etc/ssl/certs/ca-certificates.crt")));
    MessageStore store =
        new MessageStore(folder.resolve("spool"), Long.MAX_VALUE, 0, Clock.systemUTC());
    spool =
        new Spool(
            "test",
            store,
            SpoolSettings.PRIMARIES,
            (destination, first) -> later.open(destination, first),
            (message, failed) -> undelivered.add(message.id()),
            Clock.systemUTC());
    spool.start();
    talk = new Conversation(new Ground(() -> MailRoutes.NONE, primaries, spool, recipients, tally));
  }

  @AfterEach
  void stop() throws Exception {
    talk.close();
    spool.close();
    recipients.close();
    primary.close();
  }

  /** How long the gateway waits for the primary. */
  Timeouts patience() {
    return QUICK;
  }

  static void assertKept(String answer) {
    assertTrue(answer.startsWith("250 2.0.0 kept as "), answer);
  }

  String rcpt(String address) {
    return rcpt(address, route("acme.example"));
  }

  String rcpt(String address, MailRoute route) {
    return rcpt("sender@elsewhere.example", MailParameters.NONE, address, route);
  }

  String rcpt(String sender, MailParameters parameters, String address, MailRoute route) {
    return talk.rcpt(CLIENT, sender, parameters, new Recipient(address, RcptParameters.NONE), route)
        .toString();
  }

  String message() {
    return message(TEXT);
  }

  String message(String text) {
    Reply go = talk.data(HEADING, 100_000_000, MailChecks.STANDARD);
    if (!go.isIntermediate()) {
      return go.toString();
    }
    for (String line : text.split("(?<=\n)")) {
      talk.message().get().line(line.getBytes(StandardCharsets.ISO_8859_1));
    }
    return talk.end().toString();
  }

  MailRoute route(String domain) {
    return route(domain, "web1", UnknownWhileDown.DEFER);
  }

  MailRoute route(String domain, String host, UnknownWhileDown unknown) {
    return route(domain, host, unknown, new Primary(primary.address(), primary.port()));
  }

  static MailRoute route(String domain, String host, UnknownWhileDown unknown, Primary server) {
    Hostname name = Hostname.parse(domain);
    return new MailRoute(
        new MailDomain(
            name, ClientAddress.NONE, Tls.OPPORTUNISTIC, unknown, new Place("web1.yaml", 1, 1)),
        new HostId(new Label("acme"), new Label(host)),
        List.of(Ipv6Address.parse("2001:db8:a::80")),
        List.of(server),
        Set.of(name));
  }
}
