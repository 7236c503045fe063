package io.sixgate.james.incoming;

import static io.sixgate.james.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.james.dns.FakeDns;
import io.sixgate.james.inventory.FollowedInventory;
import io.sixgate.james.outgoing.OutgoingSettings;
import io.sixgate.james.outgoing.SenderReports;
import io.sixgate.james.smtp.Announcement;
import io.sixgate.james.smtp.FakePrimary;
import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.SmtpClient;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import io.sixgate.james.smtp.TlsPolicy;
import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.MessageStore;
import io.sixgate.james.spool.RetrySchedule;
import io.sixgate.james.spool.SmtpHandover;
import io.sixgate.james.spool.Spool;
import io.sixgate.james.spool.SpoolSettings;
import io.sixgate.james.spool.Undeliverable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The primary refuses what the gateway has taken for it; the sender has a server of his own. */
class LateRefusalTest {
  private static final Recipient ALICE = new Recipient("alice@acme.example", RcptParameters.NONE);
  private static final Recipient GONE = new Recipient("gone@acme.example", RcptParameters.NONE);
  private static final RetrySchedule AT_ONCE =
      new RetrySchedule(Duration.ofMillis(20), 1, Duration.ofMillis(20), 0);

  @TempDir private Path folder;
  private FakePrimary primary;
  private FakePrimary senders;
  private FollowedInventory inventory;
  private SenderReports reports;
  private MessageStore store;
  private Spool spool;

  @BeforeEach
  void start() throws Exception {
    primary = new FakePrimary().answering("RCPT TO:<gone@", "550 5.1.1 gone for good");
    senders = new FakePrimary();
    Path files = Files.createDirectory(folder.resolve("inventory"));
    Files.writeString(
        files.resolve("gateway.yaml"),
        """
        addresses: [192.0.2.1, '2001:db8:ff::1']
        provider-prefixes: ['2001:db8::/32']
        customer-prefixes: ['2001:db8:a::/48']
        mail: { name: mx.provider.example }
        """);
    inventory = new FollowedInventory(new FileInventory(files));
    reports =
        new SenderReports(
            new OutgoingSettings(
                Hostname.parse("mx.provider.example"),
                folder.resolve("reports"),
                files,
                new FakeDns()
                    .with("elsewhere.example. MX 10 mx.elsewhere.example.")
                    .with("mx.elsewhere.example. AAAA ::1"),
                Path.of("/etc/ssl/certs/ca-certificates.crt"),
                (address, gateway) -> true,
                senders.port(),
                SpoolSettings.INTERNET,
                1 << 20,
                0),
            () -> inventory.current().map(Inventory::gateway));
    reports.start();
    store = new MessageStore(folder.resolve("spool"), Long.MAX_VALUE, 0, Clock.systemUTC());
    spool =
        spool(
            new Undelivered(
                folder.resolve("undelivered"), store, reports.on(store), Clock.systemUTC()));
  }

  @AfterEach
  void stop() throws Exception {
    spool.close();
    reports.close();
    inventory.close();
    senders.close();
    primary.close();
  }

  @Test
  void itsSenderIsToldOnceInThePrimarysWordsAndTheOthersHaveTheMail() throws Exception {
    Recipient gone =
        new Recipient(
            "gone@acme.example",
            new RcptParameters(Optional.empty(), Optional.of("rfc822;old@acme.example")));
    keep("sender@elsewhere.example", ALICE, gone);
    eventually(() -> reports.spool().counters().delivered() == 1);
    assertEquals(1, primary.messages().size());
    assertEquals(1, senders.messages().size());
    assertTrue(senders.commands().contains("MAIL FROM:<> SIZE=" + size(senders.commands())));
    String report = senders.messages().get(0);
    for (String line :
        List.of(
            "Auto-Submitted: auto-replied",
            "Reporting-MTA: dns; mx.provider.example",
            "Original-Envelope-Id: QQ314159",
            "Original-Recipient: rfc822;old@acme.example",
            "Final-Recipient: rfc822; gone@acme.example",
            "Status: 5.1.1",
            "Diagnostic-Code: smtp; 550 5.1.1 gone for good",
            "Subject: hello")) {
      assertTrue(report.contains("\n" + line + "\n"), line + " is not in\n" + report);
    }
    assertEquals(1, undelivered());
    assertEquals(0, spool.size());
  }

  @Test
  void theNullSenderIsToldNothing() throws Exception {
    keep("", GONE);
    eventually(() -> spool.counters().failed() == 1 && spool.size() == 0);
    assertEquals(0, reports.spool().counters().stored());
    assertEquals(1, undelivered());
  }

  @Test
  void whoSaidNeverIsToldNothing() throws Exception {
    keep(
        "sender@elsewhere.example",
        new Recipient(
            "gone@acme.example", new RcptParameters(Optional.of("NEVER"), Optional.empty())));
    eventually(() -> spool.counters().failed() == 1 && spool.size() == 0);
    assertEquals(0, reports.spool().counters().stored());
  }

  @Test
  void aReportThatCouldNotBeStoredIsTriedAgainAndNobodyGetsTheMailAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    spool.close();
    spool =
        spool(
            (message, failed) -> {
              if (tries.incrementAndGet() == 1) {
                throw new IOException("the disk is full");
              }
            });
    keep("sender@elsewhere.example", ALICE, GONE);
    eventually(() -> tries.get() == 2 && spool.size() == 0);
    assertEquals(1, primary.messages().size());
  }

  private Spool spool(Undeliverable undeliverable) throws IOException {
    SpoolSettings standard = SpoolSettings.PRIMARIES;
    Spool made =
        new Spool(
            "test",
            store,
            new SpoolSettings(8, 1, 8, standard.destinations(), AT_ONCE, standard.giveUpAfter()),
            (destination, first) ->
                new SmtpHandover(
                    new SmtpClient("gw.example", TlsPolicy.NONE, TalkWithAPrimary.QUICK)
                        .open(primary.remote(), Announcement.NONE)),
            undeliverable,
            Clock.systemUTC());
    made.start();
    return made;
  }

  private void keep(String sender, Recipient... recipients) throws IOException {
    spool.store(
        new Destination("acme.example"),
        new Envelope(
            sender,
            List.of(recipients),
            new MailParameters(
                MailParameters.NONE.size(),
                false,
                false,
                Optional.empty(),
                Optional.of("QQ314159")),
            Optional.empty(),
            "acme",
            Map.of()),
        out -> out.write(TalkWithAPrimary.TEXT.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String size(List<String> commands) {
    return commands.stream()
        .filter(line -> line.startsWith("MAIL"))
        .findFirst()
        .map(line -> line.substring(line.indexOf('=') + 1))
        .orElse("");
  }

  private long undelivered() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("undelivered"))) {
      return files.count();
    }
  }
}
