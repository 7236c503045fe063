package io.sixgate.james.incoming;

import io.sixgate.james.inventory.MailRoute;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpSession;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.RcptHook;

/** Where James's commands become those of a {@link Conversation}, and its replies James's. */
public final class CutThroughHook implements RcptHook {
  /** Lives as long as the transaction: James clears it at RSET, EHLO and the end of a message. */
  private static final AttachmentKey<Boolean> BEGUN =
      AttachmentKey.of("sixgate.begun", Boolean.class);

  private static final Pattern NOTIFY =
      Pattern.compile("NEVER|(SUCCESS|FAILURE|DELAY)(,(SUCCESS|FAILURE|DELAY)){0,2}");
  private static final Pattern ORCPT = Pattern.compile("[A-Za-z0-9-]{1,40};[!-~]{1,460}");

  private static final Reply WRONG_PARAMETER =
      Reply.of(
          501, "5.5.4 NOTIFY is NEVER or some of SUCCESS,FAILURE,DELAY; ORCPT is TYPE;ADDRESS");
  private static final Reply NO_ADDRESS = Reply.of(553, "5.1.3 that is no address");
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
    int most = incoming.checks().mostRecipients();
    if (session.getRcptCount() >= most) { // RFC 5321, section 4.5.3.1.10
      return result(Reply.of(452, "4.5.3 a message may have %d recipients here".formatted(most)));
    }
    String recipient = Utf8Addresses.plain(rcpt.asString());
    if (!SmtpSession.isPath(recipient)) {
      return result(NO_ADDRESS);
    }
    if (!AnnouncedParameters.isSpeakable(session, recipient)) {
      return result(Reply.of(553, AnnouncedParameters.NEEDS_UTF8));
    }
    Optional<RcptParameters> reports = reports(parameters);
    if (reports.isEmpty()) {
      return result(WRONG_PARAMETER);
    }
    Conversation conversation = Conversations.of(session, incoming);
    if (session.setAttachment(BEGUN, true, State.Transaction).isEmpty()) {
      conversation.forget();
    }
    Reply reply =
        conversation.rcpt(
            Clients.identity(session, incoming.gateway()),
            Utf8Addresses.plain(sender.asString("")),
            AnnouncedParameters.of(session),
            new Recipient(recipient, reports.get()),
            route.get());
    if (reply.isPositive()) {
      session.setAttachment(MirroredRcptCommand.REPLY, reply, State.Transaction);
    }
    return result(reply);
  }

  @Override
  public Set<String> supportedParameters() {
    return Set.of("NOTIFY", "ORCPT");
  }

  /** RFC 3461, sections 4.1 and 4.2; empty if one of them is wrong. */
  private static Optional<RcptParameters> reports(Map<String, String> parameters) {
    Optional<String> notifyOn =
        Optional.ofNullable(parameters.get("NOTIFY")).map(text -> text.toUpperCase(Locale.ROOT));
    Optional<String> original = Optional.ofNullable(parameters.get("ORCPT"));
    boolean right =
        notifyOn.map(text -> NOTIFY.matcher(text).matches()).orElse(true)
            && original.map(text -> ORCPT.matcher(text).matches()).orElse(true);
    return right ? Optional.of(new RcptParameters(notifyOn, original)) : Optional.empty();
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
