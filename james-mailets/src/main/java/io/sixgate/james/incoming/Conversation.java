package io.sixgate.james.incoming;

import io.sixgate.inventory.model.MailChecks;
import io.sixgate.inventory.model.MailDomain;
import io.sixgate.james.inventory.MailRoute;
import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.Phase;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpFailure;
import io.sixgate.james.smtp.SmtpSession;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import io.sixgate.james.spool.Destination;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * One sender's connection, and the primary's at its other end. Of one thread at a time, as James
 * calls its hooks. Nothing of James in here.
 */
final class Conversation implements AutoCloseable {
  private static final Reply OTHER_SERVER =
      Reply.of(
          452, "4.5.3 this recipient has another server than those before; send to it separately");

  private final Ground ground;
  private SmtpSession primary;
  private MailRoute primaryOf;
  private boolean primaryUsed;
  private Transaction transaction;
  private MessageLines message;

  Conversation(Ground ground) {
    this.ground = ground;
  }

  /**
   * One recipient of the message that is being announced.
   *
   * @param sender without brackets; empty for the null sender
   * @return what the sender is answered
   */
  Reply rcpt(
      ClientIdentity client,
      String sender,
      MailParameters parameters,
      Recipient recipient,
      MailRoute route) {
    if (transaction == null) {
      transaction = begin(client, sender, parameters, route);
    } else if (!transaction.goesTheWayOf(route)) {
      return OTHER_SERVER;
    }
    return transaction.rcpt(recipient, route);
  }

  /**
   * DATA. If the answer is 354 the message's lines follow.
   *
   * @param most bytes that the message may have
   */
  Reply data(Heading heading, long most, MailChecks checks) {
    if (transaction == null) {
      return Reply.of(451, "4.5.1 no recipient is known any more; try again");
    }
    Transaction.Begun begun = transaction.data();
    boolean repaired = checks.bareLineEnds() == MailChecks.BareLineEnds.REPAIR;
    message =
        begun.sink().map(sink -> new MessageLines(heading, most, repaired, sink)).orElse(null);
    if (message == null) {
      count(begun.reply(), ground.tally().refusedByPrimary);
      transaction = null;
    }
    return begun.reply();
  }

  /** The message whose lines are coming; empty before DATA and after the final dot. */
  Optional<MessageLines> message() {
    return Optional.ofNullable(message);
  }

  /** The final dot. */
  Reply end() {
    Reply reply = message.end();
    boolean ours = message.isRefused();
    count(reply, ours ? ground.tally().refusedByGateway : ground.tally().refusedByPrimary);
    message = null;
    transaction = null;
    return reply;
  }

  private void count(Reply reply, LongAdder refused) {
    if (reply.isPermanent()) {
      refused.increment();
      transaction.rejected();
    } else if (reply.isTransient()) {
      ground.tally().deferred.increment();
    }
  }

  /** RSET, a new EHLO, or the end of a message: nothing of the transaction counts any more. */
  void forget() {
    transaction = null;
  }

  private Transaction begin(
      ClientIdentity client, String sender, MailParameters parameters, MailRoute route) {
    Transaction begun = new Transaction(ground, client, sender, parameters, route);
    Destination destination = Transaction.destination(route);
    if (ground.spool().isDown(destination)) {
      return begun;
    }
    try {
      Reply mail = sayMail(client, sender, parameters, route);
      ground.spool().found(destination);
      begun.live(primary, mail);
    } catch (SmtpFailure e) {
      drop();
      if (Primaries.isRefusal(e)
          || (e.phase() == Phase.MAIL && e.reply().isPresent()) // 421: of this message
          || ground.primaries().isAgainst(announced(route, client), route, e)) {
        begun.refused(Primaries.refusal(e));
      } else {
        ground.spool().lost(destination, e.getMessage());
      }
    }
    return begun;
  }

  /** On the connection of the message before, if there is one and it still lives. */
  private Reply sayMail(
      ClientIdentity client, String sender, MailParameters parameters, MailRoute route)
      throws SmtpFailure {
    if (primary != null && Transaction.sameWay(primaryOf, route)) {
      try {
        if (!primaryUsed || primary.reset().isPositive()) {
          primaryUsed = true;
          return primary.mail(sender, parameters);
        }
      } catch (SmtpFailure e) {
        // It had been idle for too long: the fresh one tells.
      }
    }
    drop();
    primary = ground.primaries().open(route, announced(route, client));
    primaryOf = route;
    primaryUsed = true;
    return primary.mail(sender, parameters);
  }

  private static Optional<ClientIdentity> announced(MailRoute route, ClientIdentity client) {
    return route.domain().clientAddress() == MailDomain.ClientAddress.NONE
        ? Optional.empty()
        : Optional.of(client);
  }

  private void drop() {
    if (primary != null) {
      primary.close();
      primary = null;
    }
  }

  /** The sender has gone. What was not ended by a final dot does not count. */
  @Override
  public void close() {
    message().ifPresent(MessageLines::abandon);
    message = null;
    transaction = null;
    drop();
  }
}
