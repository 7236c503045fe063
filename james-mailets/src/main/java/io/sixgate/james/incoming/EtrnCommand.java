package io.sixgate.james.incoming;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.james.inventory.MailRoute;
import io.sixgate.james.smtp.Reply;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.EhloExtension;

/**
 * ETRN (RFC 1985): a customer's host asks for the mail of its domains now. Nobody else may: an
 * answer says how much waits, and costs an attempt to reach the host.
 */
public final class EtrnCommand implements CommandHandler<SMTPSession>, EhloExtension {
  private final Incoming incoming;

  @Inject
  public EtrnCommand(Incoming incoming) {
    this.incoming = incoming;
  }

  @Override
  public Collection<String> getImplCommands() {
    return List.of("ETRN");
  }

  @Override
  public List<String> getImplementedEsmtpFeatures(SMTPSession session) {
    return List.of("ETRN");
  }

  @Override
  public Response onCommand(SMTPSession session, Request request) {
    if (session.getAttachment(SMTPSession.CURRENT_HELO_MODE, State.Connection).isEmpty()) {
      return MirroredDataCommand.response(Reply.of(503, "5.5.1 say EHLO first"));
    }
    IpAddress client = Clients.address(session.getRemoteAddress());
    return MirroredDataCommand.response(answer(client, request.getArgument()));
  }

  private Reply answer(IpAddress client, String argument) {
    if (argument == null || !argument.strip().matches("[A-Za-z0-9.-]+")) {
      return Reply.of(501, "5.5.4 ETRN has one domain"); // neither @DOMAIN nor #QUEUE
    }
    Optional<MailRoute> route = incoming.routes().of(argument.strip());
    if (route.isEmpty() || !isOf(client, route.get())) {
      return Reply.of(459, "4.7.1 only the host of a mail domain may ask for its mail");
    }
    String domain = route.get().domain().name().text();
    int tried = incoming.spool().flush(Transaction.destination(route.get()));
    return tried == 0
        ? Reply.of(251, "2.0.0 no messages are waiting for " + domain)
        : Reply.of(253, "2.0.0 %d pending messages for %s are tried now".formatted(tried, domain));
  }

  private static boolean isOf(IpAddress client, MailRoute route) {
    return client.match(
        v4 -> false,
        v6 ->
            route.addresses().contains(v6)
                || route.primaries().stream().anyMatch(primary -> v6.equals(primary.address())));
  }
}
