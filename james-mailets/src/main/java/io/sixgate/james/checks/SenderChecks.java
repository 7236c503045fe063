package io.sixgate.james.checks;

import io.sixgate.inventory.model.MailChecks;
import io.sixgate.inventory.model.MailChecks.Spf;
import io.sixgate.james.dns.Lookup;
import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.Printable;
import io.sixgate.james.smtp.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/** All checks of a client and a sender, each as far as the inventory switches it on. */
public final class SenderChecks implements AutoCloseable {
  private final ClientLimits limits;
  private final BlockLists blockLists;
  private final SenderPolicy policy;
  private final Greylist greylist;

  /**
   * @param greylist file of those who have to come again; made if absent
   */
  public SenderChecks(Lookup lookup, Path greylist, InstantSource clock) throws IOException {
    this.limits = new ClientLimits(clock);
    this.blockLists = new BlockLists(lookup);
    this.policy = new SenderPolicy(lookup);
    this.greylist = new Greylist(greylist, clock);
  }

  /**
   * What is held against a message.
   *
   * @param refusal the answer to each of its recipients
   * @param results for Authentication-Results (RFC 8601), without the gateway's name
   */
  public record Verdict(Optional<Reply> refusal, Optional<String> results) {
    public static final Verdict NOTHING = new Verdict(Optional.empty(), Optional.empty());

    private static Verdict refused(int code, String text) {
      return new Verdict(Optional.of(Reply.of(code, text)), Optional.empty());
    }
  }

  /**
   * A connection, which {@link #leave} takes back.
   *
   * @return why it is one too many
   */
  public Optional<Reply> enter(ClientNetwork client, MailChecks checks) {
    int count = limits.enter(client);
    int most = checks.mostConnections().orElse(Integer.MAX_VALUE);
    return count <= most
        ? Optional.empty()
        : Optional.of(
            Reply.of(421, "4.7.0 a client may have %d connections at a time here".formatted(most)));
  }

  public void leave(ClientNetwork client) {
    limits.leave(client);
  }

  /**
   * To be asked once a message.
   *
   * @param sender without brackets; empty for the null sender
   */
  public Verdict message(ClientIdentity client, String sender, MailChecks checks) {
    OptionalInt most = checks.messagesPerMinute();
    if (most.isPresent() && limits.message(ClientNetwork.of(client.address())) > most.getAsInt()) {
      return Verdict.refused(
          450,
          "4.7.1 a client may send %d messages a minute here; try again"
              .formatted(most.getAsInt()));
    }
    Optional<BlockLists.Listing> listing = blockLists.find(client.address(), checks.blockLists());
    if (listing.isPresent()) {
      return Verdict.refused(
          554,
          "5.7.1 %s is listed by %s %s"
              .formatted(client.address(), listing.get().list(), listing.get().reason())
              .strip());
    }
    return checks.spf() == Spf.IGNORE
        ? Verdict.NOTHING
        : bySpf(client, sender, checks.spf() == Spf.REFUSE);
  }

  /** By RFC 7372, section 3.2, and RFC 8601, section 2.7.2. */
  private Verdict bySpf(ClientIdentity client, String sender, boolean refuse) {
    String result = policy.ask(client.address(), sender, client.helo());
    String domain = Printable.of(sender.substring(sender.lastIndexOf('@') + 1));
    if (refuse && result.equals("fail")) {
      return Verdict.refused(
          550,
          "5.7.23 SPF: %s does not let %s send for it"
              .formatted(domain.isEmpty() ? client.helo() : domain, client.address()));
    }
    if (refuse && result.equals("temperror")) {
      return Verdict.refused(451, "4.7.24 SPF: DNS does not answer now; try again");
    }
    String identity = domain.isEmpty() ? "smtp.helo=" + client.helo() : "smtp.mailfrom=" + domain;
    return new Verdict(Optional.empty(), Optional.of("spf=%s %s".formatted(result, identity)));
  }

  /** To be asked for each recipient. */
  public Optional<Reply> recipient(
      ClientIdentity client, String sender, String recipient, MailChecks checks) {
    Duration wait =
        checks
            .greylisting()
            .map(delay -> greylist.wait(client.address(), sender, recipient, delay))
            .orElse(Duration.ZERO);
    return wait.isZero()
        ? Optional.empty()
        : Optional.of(
            Reply.of(450, "4.7.1 greylisted; try again in %d seconds".formatted(wait.toSeconds())));
  }

  @Override
  public void close() throws IOException {
    greylist.close();
  }
}
