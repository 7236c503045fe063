package io.sixgate.james.incoming;

import io.sixgate.james.smtp.Reply;
import javax.inject.Inject;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.JamesRcptCmdHandler;

/** RCPT as James has it, but that a recipient who is taken is answered in the primary's words. */
public final class MirroredRcptCommand extends JamesRcptCmdHandler {
  static final AttachmentKey<Reply> REPLY = AttachmentKey.of("sixgate.rcpt-reply", Reply.class);

  private static final KnownParameters KNOWN = new KnownParameters("NOTIFY", "ORCPT");

  @Inject
  public MirroredRcptCommand(MetricFactory metrics, DomainList domains) {
    super(metrics, domains);
  }

  @Override
  protected Response doFilterChecks(SMTPSession session, String command, String parameters) {
    return KNOWN
        .refuse(parameters)
        .orElseGet(() -> super.doFilterChecks(session, command, parameters));
  }

  @Override
  protected Response doCoreCmd(SMTPSession session, String command, String parameters) {
    Response ours = super.doCoreCmd(session, command, parameters);
    return session
        .removeAttachment(REPLY, State.Transaction)
        .<Response>map(reply -> new SMTPResponse(String.valueOf(reply.code()), reply.text()))
        .orElse(ours);
  }
}
