package io.sixgate.james.outgoing;

import io.sixgate.james.incoming.KnownParameters;
import javax.inject.Inject;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.JamesMailCmdHandler;

/** MAIL as James has it, with the parameters of SIZE, 8BITMIME and AUTH and no others. */
public final class SubmissionMailCommand extends JamesMailCmdHandler {
  private static final KnownParameters KNOWN = new KnownParameters("SIZE", "BODY", "AUTH");

  @Inject
  public SubmissionMailCommand(MetricFactory metrics, DomainList domains) {
    super(metrics, domains);
  }

  @Override
  protected Response doFilterChecks(SMTPSession session, String command, String parameters) {
    return KNOWN
        .refuse(parameters)
        .orElseGet(() -> super.doFilterChecks(session, command, parameters));
  }
}
