package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.MessageStore;
import io.sixgate.james.spool.Spool;
import io.sixgate.james.spool.StoredMessage;
import io.sixgate.james.spool.Undeliverable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells senders what could not be delivered (RFC 3464): once, never the null sender (RFC 5321,
 * section 4.5.5), and nobody who asked not to be told (RFC 3461, section 4.1).
 */
final class BounceReports implements Undeliverable {
  private static final Logger LOG = LoggerFactory.getLogger(BounceReports.class);

  private final MessageStore store;
  private final Hostname name;
  private final Function<Envelope, Optional<Destination>> wayBack;
  private final InstantSource clock;
  private Spool spool;

  /**
   * @param name of the relay, who reports
   * @param wayBack where mail to the envelope's sender waits; empty: he has no such address
   */
  BounceReports(
      MessageStore store,
      Hostname name,
      Function<Envelope, Optional<Destination>> wayBack,
      InstantSource clock) {
    this.store = store;
    this.name = name;
    this.wayBack = wayBack;
    this.clock = clock;
  }

  /** Before anything fails. */
  void sendBy(Spool reportsToo) {
    spool = reportsToo;
  }

  @Override
  public void report(StoredMessage message, List<Failed> failed) throws IOException {
    List<Failed> told = failed.stream().filter(BounceReports::isToBeTold).toList();
    if (told.isEmpty()) {
      return;
    }
    Envelope envelope = message.envelope();
    Optional<Destination> back = envelope.hasSender() ? wayBack.apply(envelope) : Optional.empty();
    if (back.isEmpty()) {
      LOG.warn("not-reported id={} from=<{}>", message.id(), envelope.sender());
      return;
    }
    BounceText text = new BounceText(name, message, told, clock.instant());
    byte[] above = text.above().getBytes(StandardCharsets.UTF_8);
    byte[] below = text.below().getBytes(StandardCharsets.UTF_8);
    StoredMessage report =
        spool.store(
            back.get(),
            new Envelope(
                "",
                List.of(new Recipient(envelope.sender(), RcptParameters.NONE)),
                MailParameters.needsUtf8(envelope.sender())
                    ? MailParameters.NONE.withUtf8()
                    : MailParameters.NONE,
                Optional.empty(),
                envelope.account(),
                Map.of("reports", message.id())),
            out -> {
              out.write(above);
              try (InputStream original = store.open(message)) {
                out.write(MessageHeader.of(original));
              }
              out.write(below);
            });
    LOG.info("reported id={} to=<{}> by={}", message.id(), envelope.sender(), report.id());
  }

  /** Who says nothing wants to hear of failures. */
  private static boolean isToBeTold(Failed failure) {
    return failure
        .recipient()
        .parameters()
        .notifyOn()
        .map(events -> List.of(events.split(",")).contains("FAILURE"))
        .orElse(true);
  }
}
