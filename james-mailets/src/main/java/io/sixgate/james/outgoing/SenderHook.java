package io.sixgate.james.outgoing;

import io.sixgate.inventory.model.Smarthost;
import io.sixgate.james.smtp.Printable;
import io.sixgate.james.smtp.SmtpSession;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.MailHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MAIL: who it is, as whom, and whether he may send another message now. */
public final class SenderHook implements MailHook {
  private static final Logger LOG = LoggerFactory.getLogger(SenderHook.class);

  private final Outgoing outgoing;

  @Inject
  public SenderHook(Outgoing outgoing) {
    this.outgoing = outgoing;
  }

  /** The null sender is for reports; whom they are from is checked in the header. */
  @Override
  public HookResult doMail(SMTPSession session, MaybeSender from) {
    Optional<Sender> sender = Submitter.of(session, outgoing.senders());
    if (sender.isEmpty()) {
      outgoing.refused(Refused.Reason.UNKNOWN_CLIENT);
      LOG.warn("refused client={} reason=unknown-client", Submitter.address(session));
      return Submitter.never(
          "5.7.1",
          "[%s] is no host that may send here; log in, or have send-as and the address in the host's file"
              .formatted(Submitter.address(session)));
    }
    Optional<String> domain = from.asOptional().map(address -> address.getDomain().asString());
    if (domain.isPresent() && !sender.get().mayUse(domain.get())) {
      outgoing.refused(Refused.Reason.SENDER);
      LOG.warn(
          "refused host={} reason=sender from={}",
          sender.get().host(),
          Printable.of(from.asString()));
      return Submitter.never("5.7.1", notAllowed(sender.get(), domain.get()));
    }
    if (!SmtpSession.isPath(from.asString(""))) {
      return Submitter.answer(HookReturnCode.deny(), "553", "5.1.7 that is no address");
    }
    Optional<Smarthost> smarthost = outgoing.settings();
    if (smarthost.isEmpty()) {
      return Submitter.later("4.3.5", "the smarthost is switched off in gateway.yaml");
    }
    return outgoing
        .limits()
        .take(sender.get().host(), RateLimits.Kind.MESSAGES, smarthost.get())
        .map(exceeded -> RecipientHook.tooMany(outgoing, sender.get(), exceeded))
        .orElse(HookResult.DECLINED);
  }

  static String notAllowed(Sender sender, String domain) {
    return "host %s may not send as %s; it may as %s"
        .formatted(
            sender.host(),
            Printable.of(domain),
            sender.sendAs().stream()
                .map(Object::toString)
                .sorted()
                .reduce((a, b) -> a + ", " + b)
                .orElse("nobody"));
  }
}
