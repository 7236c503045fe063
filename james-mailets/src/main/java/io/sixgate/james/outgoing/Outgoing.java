package io.sixgate.james.outgoing;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.MailService;
import io.sixgate.inventory.model.Smarthost;
import io.sixgate.james.inventory.FollowedInventory;
import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.ReceivedHeader;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.MessageStore;
import io.sixgate.james.spool.Spool;
import io.sixgate.james.spool.SpoolFull;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that takes mail of hosts, put together once per process. To be bound as an instance where
 * James finds {@link SmarthostHandlers}.
 */
public final class Outgoing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

  private final FollowedInventory inventory;
  private final Spool spool;
  private final RateLimits limits;
  private final Guesses guesses;
  private final Refused refused = new Refused();
  private final Clock clock;
  private final SpamChecks spamChecks = new SpamChecks();
  private final Signatures signatures;
  private final AtomicLong submitted = new AtomicLong();
  private volatile Senders senders = Senders.NONE;

  /** Opens what is on disk; nothing is handed over before {@link #start}. */
  public Outgoing(OutgoingSettings settings, FollowedInventory inventory) throws IOException {
    this.inventory = inventory;
    this.clock = Clock.systemUTC();
    this.limits = new RateLimits(clock);
    this.guesses = new Guesses(clock);
    this.signatures = new Signatures(settings.keys());
    inventory.onChange(read -> senders = Senders.of(read));
    MessageStore store =
        new MessageStore(
            settings.state().resolve("internet"), settings.quota(), settings.keepFree(), clock);
    BounceReports reports = new BounceReports(store, settings.name(), this::wayBack, clock);
    this.spool =
        new Spool(
            "internet",
            store,
            settings.spool(),
            InternetDelivery.of(settings, this::gateway, clock),
            reports,
            clock);
    reports.sendBy(spool);
  }

  /** Takes up what waited. */
  public void start() throws IOException {
    spool.start();
  }

  public Spool spool() {
    return spool;
  }

  Senders senders() {
    return senders;
  }

  RateLimits limits() {
    return limits;
  }

  Guesses guesses() {
    return guesses;
  }

  void refused(Refused.Reason reason) {
    refused.count(reason);
  }

  Optional<Gateway> gateway() {
    return inventory.current().map(Inventory::gateway);
  }

  Optional<Smarthost> settings() {
    return gateway().flatMap(Gateway::mail).flatMap(MailService::smarthost);
  }

  /** Where mail of a host to a domain waits. */
  Optional<Destination> destination(Sender sender, String domain) {
    return Way.of(domain, sender.host().customer(), settings()).map(Way::destination);
  }

  private Optional<Destination> wayBack(Envelope envelope) {
    String sender = envelope.sender();
    String domain = sender.substring(sender.lastIndexOf('@') + 1);
    return Way.of(domain, new Label(envelope.account()), settings()).map(Way::destination);
  }

  /** The answer to a message that the host may send. */
  Reply submit(Submission submission) throws IOException, MessagingException {
    SpamChecks.Verdict verdict =
        spamChecks.ask(settings().flatMap(Smarthost::spamCheck), submission);
    if (verdict.refusal().isPresent()) {
      refused(Refused.Reason.SPAM);
      LOG.warn(
          "refused host={} reason=spam text={}", submission.sender().host(), verdict.refusal());
      return verdict.refusal().get();
    }
    String id = Long.toString(clock.millis(), 36) + "-" + submitted.incrementAndGet();
    String added = received(submission, id) + verdict.header();
    String heading = signatures.of(submission) + added;
    Map<Destination, Envelope> parts = new TreeMap<>();
    byDestination(submission)
        .forEach((to, recipients) -> parts.put(to, envelope(submission, recipients)));
    try {
      spool.store(
          parts,
          out -> {
            out.write(heading.getBytes(StandardCharsets.ISO_8859_1));
            try (InputStream message = submission.open()) {
              message.transferTo(out);
            }
          });
    } catch (SpoolFull e) {
      LOG.warn("spool-full text={}", e.getMessage());
      return e.reply();
    }
    LOG.info(
        "submitted id={} host={} from=<{}> recipients={}",
        id,
        submission.sender().host(),
        submission.from(),
        submission.recipients().size());
    return Reply.of(250, "2.6.0 taken, " + id);
  }

  /** Why a message that is coming cannot be held any more. */
  Optional<Reply> disk() {
    try {
      spool.store().requireDisk();
      return Optional.empty();
    } catch (SpoolFull e) {
      LOG.warn("spool-full text={}", e.getMessage());
      return Optional.of(e.reply());
    } catch (IOException e) {
      return Optional.of(Reply.of(451, "4.3.0 the disk cannot be looked at; try again"));
    }
  }

  private Map<Destination, List<Recipient>> byDestination(Submission submission) {
    Map<Destination, List<Recipient>> parts = new TreeMap<>();
    for (MailAddress address : submission.recipients()) {
      Destination destination =
          destination(submission.sender(), address.getDomain().asString())
              .orElseThrow(() -> new IllegalStateException("the recipient was checked before"));
      parts
          .computeIfAbsent(destination, absent -> new ArrayList<>())
          .add(new Recipient(address.asString(), RcptParameters.NONE));
    }
    return parts;
  }

  private static Envelope envelope(Submission submission, List<Recipient> recipients) {
    return new Envelope(
        submission.from(),
        recipients,
        MailParameters.NONE.withEightBit(submission.eightBit()),
        Optional.empty(),
        submission.sender().host().customer().text(),
        Map.of("host", submission.sender().host().toString()));
  }

  private String received(Submission submission, String id) {
    return ReceivedHeader.of(
        submission.client(),
        submission.helo(),
        settings().map(smarthost -> smarthost.name().text()).orElse("smarthost"),
        submission.protocol(),
        id,
        clock.instant());
  }

  /** Numbers by kebab-case name, as the status file has them. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("senders", (long) senders.size());
    counts.put("submitted", submitted.get());
    counts.putAll(refused.counts());
    counts.put("waiting-outward", (long) spool.size());
    counts.put("sent", spool.counters().delivered());
    counts.put("deferred-outward", spool.counters().deferred());
    counts.put("bounced", spool.counters().failed());
    counts.put("destinations-down", (long) spool.down().size());
    return counts;
  }

  @Override
  public void close() {
    spool.close();
  }
}
