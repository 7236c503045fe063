package io.sixgate.james.outgoing;

import io.sixgate.inventory.model.Smarthost;
import io.sixgate.james.smtp.Printable;
import io.sixgate.james.smtp.SmtpSession;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** RCPT: whether he may send to another recipient now. Any answer but OK refuses. */
public final class RecipientHook implements RcptHook {
  private static final Logger LOG = LoggerFactory.getLogger(RecipientHook.class);

  private final Outgoing outgoing;

  @Inject
  public RecipientHook(Outgoing outgoing) {
    this.outgoing = outgoing;
  }

  @Override
  public HookResult doRcpt(SMTPSession session, MaybeSender from, MailAddress recipient) {
    Optional<Sender> sender = Submitter.of(session, outgoing.senders());
    Optional<Smarthost> smarthost = outgoing.settings();
    if (sender.isEmpty() || smarthost.isEmpty()) {
      return Submitter.never("5.7.1", "relaying denied");
    }
    if (!SmtpSession.isPath(recipient.asString())) {
      return Submitter.answer(HookReturnCode.deny(), "553", "5.1.3 that is no address");
    }
    if (outgoing.destination(sender.get(), recipient.getDomain().asString()).isEmpty()) {
      return Submitter.never(
          "5.1.2", "\"%s\" is no domain".formatted(Printable.of(recipient.getDomain().asString())));
    }
    return outgoing
        .limits()
        .take(sender.get().host(), RateLimits.Kind.RECIPIENTS, smarthost.get())
        .map(exceeded -> tooMany(outgoing, sender.get(), exceeded))
        .orElse(HookResult.OK);
  }

  static HookResult tooMany(Outgoing outgoing, Sender sender, RateLimits.Exceeded exceeded) {
    outgoing.refused(Refused.Reason.RATE);
    LOG.warn(
        "refused host={} reason=rate of={} kind={}",
        sender.host(),
        exceeded.whose(),
        exceeded.kind());
    Duration pause = exceeded.pause();
    return Submitter.later(
        "4.7.1",
        "%s may send %d %s an hour; try again in %s"
            .formatted(
                exceeded.whose(),
                exceeded.perHour(),
                exceeded.kind().name().toLowerCase(Locale.ROOT),
                pause.toMinutes() > 0
                    ? pause.toMinutes() + 1 + " min"
                    : pause.toSeconds() + 1 + " s"));
  }
}
