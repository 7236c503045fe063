package io.sixgate.james.incoming;

import io.sixgate.james.inventory.MailRoute;
import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.handler.DisconnectHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.smtpserver.ExtendedSMTPSession;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;

/** Where James's commands become those of a {@link Conversation}, and its replies James's. */
public final class CutThroughHook
    implements RcptHook, JamesMessageHook, DisconnectHandler<SMTPSession> {
  private static final AttachmentKey<Conversation> CONVERSATION =
      AttachmentKey.of("sixgate.conversation", Conversation.class);

  /** Lives as long as the transaction: James clears it at RSET, EHLO and the end of a message. */
  private static final AttachmentKey<Boolean> BEGUN =
      AttachmentKey.of("sixgate.begun", Boolean.class);

  /** As MailSizeEsmtpExtension keeps it. */
  private static final AttachmentKey<Integer> SIZE = AttachmentKey.of("MESG_SIZE", Integer.class);

  private static final Reply NOBODYS =
      Reply.of(
          550, "5.7.1 relaying denied: this server takes mail for its customers' domains only");

  private final Incoming incoming;

  @Inject
  public CutThroughHook(Incoming incoming) {
    this.incoming = incoming;
  }

  @Override
  public HookResult doRcpt(
      SMTPSession session, MaybeSender sender, MailAddress rcpt, Map<String, String> parameters) {
    Optional<MailRoute> route = incoming.routes().of(rcpt.getDomain().asString());
    if (route.isEmpty()) {
      incoming.tally().refusedByGateway.increment();
      return result(NOBODYS);
    }
    Conversation conversation = conversation(session);
    if (session.setAttachment(BEGUN, true, State.Transaction).isEmpty()) {
      conversation.forget();
    }
    Reply reply =
        conversation.rcpt(
            Clients.identity(session, incoming.gateway()),
            sender.asString(""),
            parameters(session),
            new Recipient(rcpt.asString(), RcptParameters.NONE),
            route.get());
    if (reply.isPositive()) {
      session.setAttachment(MirroredRcptCommand.REPLY, reply, State.Transaction);
    }
    return result(reply);
  }

  private static MailParameters parameters(SMTPSession session) {
    OptionalLong size =
        session
            .getAttachment(SIZE, State.Transaction)
            .map(bytes -> OptionalLong.of(bytes))
            .orElse(OptionalLong.empty());
    boolean eightBit =
        session.getAttachment(EightBitHook.EIGHT_BIT, State.Transaction).orElse(false);
    return new MailParameters(size, eightBit, false, Optional.empty(), Optional.empty());
  }

  @Override
  public HookResult onMessage(SMTPSession session, Mail mail) {
    MimeMessageInputStreamSource text = ((ExtendedSMTPSession) session).getMimeMessageWriter();
    return result(
        incoming.heading(session).refusalOr(text::getInputStream, conversation(session)::message));
  }

  private Conversation conversation(SMTPSession session) {
    return session
        .getAttachment(CONVERSATION, State.Connection)
        .orElseGet(
            () -> {
              Conversation begun = new Conversation(incoming.ground());
              session.setAttachment(CONVERSATION, begun, State.Connection);
              return begun;
            });
  }

  @Override
  public void onDisconnect(SMTPSession session) {
    if (session != null) {
      session.getAttachment(CONVERSATION, State.Connection).ifPresent(Conversation::close);
    }
  }

  private static HookResult result(Reply reply) {
    HookReturnCode code =
        reply.isPositive()
            ? HookReturnCode.ok()
            : reply.isPermanent() ? HookReturnCode.deny() : HookReturnCode.denySoft();
    return HookResult.builder()
        .hookReturnCode(code)
        .smtpReturnCode(String.valueOf(reply.code()))
        .smtpDescription(reply.text())
        .build();
  }
}
