package io.sixgate.james.incoming;

import javax.inject.Inject;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.JamesMailCmdHandler;

/** MAIL as James has it, with the parameters of {@link AnnouncedParameters} and no others. */
public final class AnnouncedMailCommand extends JamesMailCmdHandler {
  private static final KnownParameters KNOWN =
      new KnownParameters("SIZE", "BODY", "SMTPUTF8", "RET", "ENVID");

  @Inject
  public AnnouncedMailCommand(MetricFactory metrics, DomainList domains) {
    super(metrics, domains);
  }

  @Override
  protected Response doFilterChecks(SMTPSession session, String command, String parameters) {
    return KNOWN
        .refuse(parameters)
        .orElseGet(() -> super.doFilterChecks(session, command, parameters));
  }
}
