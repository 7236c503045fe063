package io.sixgate.james.outgoing;

import io.sixgate.james.smtp.Printable;
import io.sixgate.james.smtp.Reply;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The message: whom it claims to be from, what rspamd says, and the way into the spool. */
public final class SubmissionHook implements JamesMessageHook {
  private static final Logger LOG = LoggerFactory.getLogger(SubmissionHook.class);

  private static final int MOST_HOPS = 25;

  private final Outgoing outgoing;

  @Inject
  public SubmissionHook(Outgoing outgoing) {
    this.outgoing = outgoing;
  }

  @Override
  public HookResult onMessage(SMTPSession session, Mail mail) {
    Optional<Sender> sender = Submitter.of(session, outgoing.senders());
    if (sender.isEmpty()) {
      return Submitter.never("5.7.1", "relaying denied");
    }
    // James looks for commands behind STARTTLS (CVE-2011-0411) up to the first DATA only.
    session.startDetectingCommandInjection();
    Optional<Reply> lines = WholeLines.refusal(session);
    if (lines.isPresent()) {
      if (lines.get().isPermanent()) {
        outgoing.refused(Refused.Reason.HEADER);
        LOG.warn("refused host={} reason=header text={}", sender.get().host(), lines.get().text());
      }
      return answer(lines.get());
    }
    try {
      String[] hops = mail.getMessage().getHeader("Received");
      if (hops != null && hops.length > MOST_HOPS) {
        outgoing.refused(Refused.Reason.HEADER);
        return Submitter.answer(
            HookReturnCode.deny(), "554", "5.4.6 too many hops: this message goes round in a loop");
      }
      Optional<String> refusal = FromHeader.refusal(sender.get(), mail.getMessage());
      if (refusal.isPresent()) {
        outgoing.refused(Refused.Reason.HEADER);
        LOG.warn("refused host={} reason=header text={}", sender.get().host(), refusal.get());
        return Submitter.never(
            "5.7.1",
            refusal.get()
                + ", and host %s may send as %s only"
                    .formatted(sender.get().host(), sender.get().sendAs()));
      }
      return answer(outgoing.submit(Submission.of(session, sender.get(), mail)));
    } catch (IOException | MessagingException | RuntimeException e) {
      LOG.error("message-not-taken host={}", sender.get().host(), e);
      return Submitter.later("4.3.0", "the message could not be stored; try again");
    }
  }

  private static HookResult answer(Reply reply) {
    return Submitter.answer(
        reply.isPositive()
            ? HookReturnCode.ok()
            : reply.isPermanent() ? HookReturnCode.deny() : HookReturnCode.denySoft(),
        String.valueOf(reply.code()),
        Printable.of(reply.text()));
  }
}
