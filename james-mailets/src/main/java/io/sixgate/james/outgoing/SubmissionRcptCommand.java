package io.sixgate.james.outgoing;

import io.sixgate.james.incoming.KnownParameters;
import javax.inject.Inject;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.JamesRcptCmdHandler;

/** RCPT as James has it, but that no parameter is known: EHLO names no extension that has one. */
public final class SubmissionRcptCommand extends JamesRcptCmdHandler {
  private static final KnownParameters KNOWN = new KnownParameters();

  @Inject
  public SubmissionRcptCommand(MetricFactory metrics, DomainList domains) {
    super(metrics, domains);
  }

  @Override
  protected Response doFilterChecks(SMTPSession session, String command, String parameters) {
    return KNOWN
        .refuse(parameters)
        .orElseGet(() -> super.doFilterChecks(session, command, parameters));
  }
}
