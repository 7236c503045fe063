package io.sixgate.james.incoming;

import io.sixgate.inventory.model.MailChecks;
import io.sixgate.james.checks.ClientNetwork;
import io.sixgate.james.checks.SenderChecks.Verdict;
import io.sixgate.james.inventory.MailRoute;
import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.spool.Traffic;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.handler.DisconnectHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HeloHook;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.HookReturnCode.Action;
import org.apache.james.protocols.smtp.hook.RcptHook;

/**
 * The gateway's own checks. Connections are counted from HELO on, for not before a first command
 * does James know the client behind a PROXY header; all else is asked at RCPT, so that DNS is asked
 * for customers' mail only.
 */
public final class CheckHook implements HeloHook, RcptHook, DisconnectHandler<SMTPSession> {
  private static final AttachmentKey<ClientNetwork> ENTERED =
      AttachmentKey.of("sixgate.entered", ClientNetwork.class);
  private static final AttachmentKey<Verdict> VERDICT =
      AttachmentKey.of("sixgate.verdict", Verdict.class);

  private static final int LONGEST_NAME = 255;

  private final Incoming incoming;

  @Inject
  public CheckHook(Incoming incoming) {
    this.incoming = incoming;
  }

  /** For Authentication-Results of the message that is being announced. */
  static Optional<String> results(SMTPSession session) {
    return session.getAttachment(VERDICT, State.Transaction).flatMap(Verdict::results);
  }

  @Override
  public HookResult doHelo(SMTPSession session, String helo) {
    if (helo.length() > LONGEST_NAME) { // James keeps it, and would keep 64 KiB
      return refused(Reply.of(501, "5.5.4 the name is too long"), HookReturnCode.deny());
    }
    if (session.getAttachment(ENTERED, State.Connection).isPresent()) {
      return HookResult.DECLINED;
    }
    ClientNetwork client = ClientNetwork.of(Clients.address(session.getRemoteAddress()));
    session.setAttachment(ENTERED, client, State.Connection);
    return incoming
        .senderChecks()
        .enter(client, incoming.checks())
        .map(refusal -> refused(refusal, HookReturnCode.disconnected(Action.DENYSOFT)))
        .orElse(HookResult.DECLINED);
  }

  @Override
  public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
    Optional<MailRoute> route = incoming.routes().of(recipient.getDomain().asString());
    if (route.isEmpty()) {
      return HookResult.DECLINED; // refused by the next hook
    }
    ClientIdentity client = Clients.identity(session, incoming.gateway());
    MailChecks checks = incoming.checks();
    String from = Utf8Addresses.plain(sender.asString(""));
    Verdict verdict =
        session
            .getAttachment(VERDICT, State.Transaction)
            .orElseGet(() -> incoming.senderChecks().message(client, from, checks));
    session.setAttachment(VERDICT, verdict, State.Transaction);
    return verdict
        .refusal()
        .or(
            () ->
                incoming
                    .senderChecks()
                    .recipient(client, from, Utf8Addresses.plain(recipient.asString()), checks))
        .map(refusal -> refused(refusal, route.get()))
        .orElse(HookResult.DECLINED);
  }

  private HookResult refused(Reply reply, MailRoute route) {
    if (reply.isPermanent()) {
      incoming.ground().traffic().add(Transaction.destination(route), Traffic.rejected(1));
    }
    return refused(reply, reply.isPermanent() ? HookReturnCode.deny() : HookReturnCode.denySoft());
  }

  private HookResult refused(Reply reply, HookReturnCode code) {
    if (reply.isPermanent()) {
      incoming.tally().refusedByGateway.increment();
    } else {
      incoming.tally().deferred.increment();
    }
    return HookResult.builder()
        .hookReturnCode(code)
        .smtpReturnCode(String.valueOf(reply.code()))
        .smtpDescription(reply.text())
        .build();
  }

  @Override
  public void onDisconnect(SMTPSession session) {
    if (session != null) {
      session.removeAttachment(ENTERED, State.Connection).ifPresent(incoming.senderChecks()::leave);
    }
  }
}
