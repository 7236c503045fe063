package io.sixgate.james.outgoing;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.MessageStore;
import io.sixgate.james.spool.Spool;
import io.sixgate.james.spool.Undeliverable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reports to senders anywhere on the internet, with a spool of their own: a gateway without
 * smarthost has to tell them, too.
 */
public final class SenderReports implements AutoCloseable {
  private final OutgoingSettings settings;
  private final Clock clock = Clock.systemUTC();
  private final Spool spool;

  /**
   * Opens what is on disk; nothing is sent before {@link #start}.
   *
   * @param settings its state is the reports' own
   */
  public SenderReports(OutgoingSettings settings, Supplier<Optional<Gateway>> gateway)
      throws IOException {
    this.settings = settings;
    Files.createDirectories(settings.state());
    MessageStore store =
        new MessageStore(
            settings.state().resolve("internet"), settings.quota(), settings.keepFree(), clock);
    this.spool =
        new Spool(
            "reports",
            store,
            settings.spool(),
            InternetDelivery.of(settings, gateway, clock),
            reporting(store), // on reports, which have no sender: to nobody
            clock);
  }

  /** Reports on messages of this store. */
  public Undeliverable on(MessageStore messages) {
    BounceReports reports = reporting(messages);
    reports.sendBy(spool);
    return reports;
  }

  private BounceReports reporting(MessageStore messages) {
    return new BounceReports(messages, settings.name(), this::wayBack, clock);
  }

  private Optional<Destination> wayBack(Envelope envelope) {
    String sender = envelope.sender();
    return Way.of(sender.substring(sender.lastIndexOf('@') + 1), Optional.empty())
        .map(Way::destination);
  }

  /** Takes up what waited. */
  public void start() throws IOException {
    spool.start();
  }

  public Spool spool() {
    return spool;
  }

  @Override
  public void close() {
    spool.close();
  }
}
