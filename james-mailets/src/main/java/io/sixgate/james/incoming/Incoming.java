package io.sixgate.james.incoming;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.MailChecks;
import io.sixgate.inventory.model.MailService;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.james.checks.SenderChecks;
import io.sixgate.james.dns.Lookup;
import io.sixgate.james.dns.ResolverLookup;
import io.sixgate.james.inventory.FollowedInventory;
import io.sixgate.james.inventory.MailRoutes;
import io.sixgate.james.outgoing.OutgoingSettings;
import io.sixgate.james.outgoing.SenderReports;
import io.sixgate.james.smtp.Authorities;
import io.sixgate.james.smtp.SmtpClient;
import io.sixgate.james.smtp.TlsPolicy;
import io.sixgate.james.spool.MessageStore;
import io.sixgate.james.spool.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.xbill.DNS.Name;

/**
 * All that takes mail for customers' domains, put together once per process. To be bound as an
 * instance where James finds {@link RelayHandlers}.
 */
public final class Incoming implements AutoCloseable {
  private final IncomingSettings settings;
  private final FollowedInventory inventory;
  private final Spool spool;
  private final SenderReports reports;
  private final KnownRecipients recipients;
  private final SenderChecks senderChecks;
  private final Tally tally = new Tally();
  private final Ground ground;
  private final Clock clock = Clock.systemUTC();
  private volatile MailRoutes routes = MailRoutes.NONE;

  /**
   * Opens what is on disk; nothing is handed over before {@link #start}.
   *
   * @param reports how senders hear of what a primary refused later
   */
  public Incoming(IncomingSettings settings, OutgoingSettings reports, FollowedInventory inventory)
      throws IOException {
    this.settings = settings;
    this.inventory = inventory;
    inventory.onChange(read -> routes = MailRoutes.of(read));
    Files.createDirectories(settings.state());
    Primaries primaries =
        new Primaries(
            new SmtpClient(settings.name().text(), TlsPolicy.NONE, settings.timeouts()),
            Authorities.of(settings.authorities()));
    MessageStore store =
        new MessageStore(
            settings.state().resolve("primaries"), settings.quota(), settings.keepFree(), clock);
    this.reports = new SenderReports(reports, this::gateway);
    this.spool =
        new Spool(
            "primaries",
            store,
            settings.spool(),
            new PrimaryDelivery(this::routes, primaries),
            new Undelivered(
                settings.state().resolve("undelivered"), store, this.reports.on(store), clock),
            clock);
    this.recipients =
        new KnownRecipients(
            settings.state().resolve("recipients"), settings.recipientMemory(), clock);
    this.senderChecks = new SenderChecks(this::ask, settings.state().resolve("greylist"), clock);
    this.ground = new Ground(this::routes, primaries, spool, recipients, tally);
  }

  /** Takes up what waited. */
  public void start() throws IOException {
    reports.start();
    spool.start();
  }

  public Spool spool() {
    return spool;
  }

  /** What waits for primaries, and reports that wait for senders' servers. */
  public List<Spool> spools() {
    return List.of(spool, reports.spool());
  }

  /** Numbers by kebab-case name, as the status file has them. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>(tally.counts());
    counts.put("domains", (long) routes.all().size());
    counts.put("known-recipients", (long) recipients.size());
    counts.put("waiting", (long) spool.size());
    counts.put("primaries-down", (long) spool.down().size());
    counts.put("delivered-later", spool.counters().delivered());
    counts.put("undelivered", spool.counters().failed());
    counts.put("reports-waiting", (long) reports.spool().size());
    counts.put("reports-sent", reports.spool().counters().delivered());
    return counts;
  }

  Tally tally() {
    return tally;
  }

  MailRoutes routes() {
    return routes;
  }

  Ground ground() {
    return ground;
  }

  Optional<Gateway> gateway() {
    return inventory.current().map(Inventory::gateway);
  }

  /** Bytes that a message may have, as the inventory says now. */
  long largestMessage() {
    return gateway()
        .flatMap(Gateway::mail)
        .map(MailService::largestMessage)
        .orElse((long) MailService.LARGEST_MEBIBYTES << 20);
  }

  MailChecks checks() {
    return gateway().flatMap(Gateway::mail).map(MailService::checks).orElse(MailChecks.STANDARD);
  }

  SenderChecks senderChecks() {
    return senderChecks;
  }

  /** The resolver that the inventory names now, else the system's. */
  private Lookup.Answer ask(Name name, int type) throws IOException {
    Optional<ServerAddress> resolver =
        gateway().flatMap(Gateway::mail).flatMap(MailService::resolver);
    return new ResolverLookup(
            resolver.isPresent()
                ? resolver.get()
                : ResolverLookup.ofSystem(Path.of("/etc/resolv.conf")))
        .ask(name, type);
  }

  Heading heading(SMTPSession session) {
    String mode =
        session.getAttachment(SMTPSession.CURRENT_HELO_MODE, State.Connection).orElse("HELO");
    String plain = mode.equals("EHLO") ? "ESMTP" : "SMTP";
    String protocol =
        AnnouncedParameters.of(session).utf8() ? "UTF8SMTP" : plain; // RFC 6531, 3.7.3
    return new Heading(
        settings.name().text(),
        Clients.identity(session, gateway()),
        session.isTLSStarted() ? protocol + "S" : protocol,
        session.getSessionID(),
        CheckHook.results(session),
        clock.instant());
  }

  @Override
  public void close() {
    spool.close();
    reports.close();
    try {
      recipients.close();
      senderChecks.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
