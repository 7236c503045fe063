package io.sixgate.james.incoming;

import io.sixgate.inventory.model.MailDomain.UnknownWhileDown;
import io.sixgate.james.inventory.MailRoute;
import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpFailure;
import io.sixgate.james.smtp.SmtpSession;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import io.sixgate.james.spool.Content;
import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.SpoolFull;
import io.sixgate.james.spool.StoredMessage;
import io.sixgate.james.spool.Traffic;
import io.sixgate.james.spool.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message: either it is told to the primary as it comes, or, while that is down, kept for it.
 * Once its first line was read the way is fixed.
 */
final class Transaction {
  private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

  /** No such mailbox, system or address; moved; null MX; disabled. */
  private static final Set<String> OF_RECIPIENT =
      Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");

  private final Ground ground;
  private final ClientIdentity client;
  private final String sender;
  private final MailParameters parameters;
  private final MailRoute way;
  private final SortedMap<Destination, List<Recipient>> accepted = new TreeMap<>();
  private Optional<SmtpSession> primary = Optional.empty();
  private Optional<Reply> refusal = Optional.empty();

  Transaction(
      Ground ground,
      ClientIdentity client,
      String sender,
      MailParameters parameters,
      MailRoute way) {
    this.ground = ground;
    this.client = client;
    this.sender = sender;
    this.parameters = parameters;
    this.way = way;
  }

  static Destination destination(MailRoute route) {
    return new Destination(route.domain().name().text());
  }

  /** The primary has answered MAIL. */
  void live(SmtpSession session, Reply mail) {
    if (mail.isPositive()) {
      primary = Optional.of(session);
    } else {
      refused(mail);
    }
  }

  /** The primary wants nothing from this client or sender: that is every recipient's answer. */
  void refused(Reply reply) {
    refusal = Optional.of(reply);
  }

  boolean goesTheWayOf(MailRoute route) {
    return sameWay(way, route);
  }

  /** Whether two domains have the same server and speak with it in the same way. */
  static boolean sameWay(MailRoute one, MailRoute other) {
    return one.host().equals(other.host())
        && one.primaries().equals(other.primaries())
        && one.domain().clientAddress() == other.domain().clientAddress()
        && one.domain().tls() == other.domain().tls();
  }

  Reply rcpt(Recipient recipient, MailRoute route) {
    Reply reply;
    if (refusal.isPresent()) {
      reply = refusal.get();
    } else if (primary.isPresent()) {
      reply = ask(primary.get(), recipient);
    } else {
      reply = remember(recipient, route);
    }
    if (reply.isPositive()) {
      accepted.computeIfAbsent(destination(route), name -> new ArrayList<>()).add(recipient);
    } else if (reply.isPermanent()) {
      ground.tally().refusedByPrimary.increment();
      ground.traffic().add(destination(route), Traffic.rejected(1));
    } else {
      ground.tally().deferred.increment();
    }
    return reply;
  }

  private Reply ask(SmtpSession session, Recipient recipient) {
    try {
      Reply reply = session.rcpt(recipient);
      if (reply.isPositive()) {
        ground.recipients().confirm(recipient.address());
      } else if (isOfRecipient(reply)) {
        ground.recipients().refute(recipient.address());
      }
      return reply;
    } catch (SmtpFailure e) {
      // The answer, 421 say, if it gave one; else that it is gone.
      return e.reply()
          .filter(Reply::isTransient)
          .map(LiveSink::withoutGoodbye)
          .orElse(Reply.of(451, "4.4.2 the recipient's server was lost; try again"));
    }
  }

  /**
   * Whether the recipient himself is refused, by the status codes of RFC 3463, section 3.2, or,
   * where there are none, the codes of RFC 5321, section 4.2.3, that are for him. Another refusal
   * at RCPT is of the client or the sender: a stranger whom nobody wants must not make anybody
   * unknown. Nor does a mailbox that is full.
   */
  private static boolean isOfRecipient(Reply reply) {
    return reply
        .enhancedCode()
        .map(OF_RECIPIENT::contains)
        .orElse(reply.code() == 550 || reply.code() == 551 || reply.code() == 553);
  }

  private Reply remember(Recipient recipient, MailRoute route) {
    if (ground.recipients().knows(recipient.address())
        || route.domain().unknownWhileDown() == UnknownWhileDown.ACCEPT) {
      return Reply.of(250, "2.1.5 the recipient's server is down; kept for it");
    }
    return Reply.of(
        450,
        "4.2.1 the recipient's server is down and has not confirmed this recipient; try again");
  }

  /**
   * The answer to DATA.
   *
   * @param sink for the message, if the answer is 354
   */
  record Begun(Reply reply, Optional<Sink> sink) {}

  /** Says DATA to the primary. One that is lost here has confirmed every recipient. */
  Begun data() {
    if (primary.isPresent()) {
      try {
        Reply reply = primary.get().data();
        return new Begun(
            LiveSink.withoutGoodbye(reply),
            reply.isIntermediate() ? Optional.of(live(primary.get())) : Optional.empty());
      } catch (SmtpFailure e) {
        ground.spool().lost(destination(way), e.getMessage());
      }
    }
    return new Begun(
        Reply.of(354, "go on; end with <CRLF>.<CRLF>"),
        Optional.of(new KeptSink(ground.spool().store()::requireDisk, this::keep)));
  }

  private Sink live(SmtpSession session) {
    return new LiveSink(
        session,
        failure -> ground.spool().lost(destination(way), failure.getMessage()),
        this::cutThrough);
  }

  private void cutThrough(long bytes) {
    ground.tally().cutThrough.increment();
    accepted.forEach(
        (to, recipients) ->
            ground.traffic().add(to, Traffic.cutThrough(Volume.of(bytes, recipients.size()))));
  }

  /** The message was refused for good after its recipients had been accepted. */
  void rejected() {
    accepted.keySet().forEach(to -> ground.traffic().add(to, Traffic.rejected(1)));
  }

  private Reply keep(Content content) {
    Map<Destination, Envelope> parts = new TreeMap<>();
    accepted.forEach((to, recipients) -> parts.put(to, envelope(recipients)));
    try {
      List<StoredMessage> stored = ground.spool().store(parts, content);
      ground.tally().spooled.increment();
      return Reply.of(250, "2.0.0 kept as " + stored.get(0).id());
    } catch (SpoolFull e) {
      LOG.warn("spool-full text={}", e.getMessage());
      return e.reply();
    } catch (IOException e) {
      LOG.error("message-not-stored text={}", e.getMessage());
      return Reply.of(451, "4.3.0 the message could not be stored; try again");
    }
  }

  private Envelope envelope(List<Recipient> recipients) {
    return new Envelope(
        sender,
        recipients,
        parameters,
        Optional.of(client),
        way.host().customer().text(),
        Map.of());
  }
}
