package io.sixgate.james.incoming;

import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.SmtpSession;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.inject.Inject;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.EhloExtension;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.MailHook;
import org.apache.james.protocols.smtp.hook.MailParametersHook;

/**
 * What MAIL says of its message: SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531), RET and
 * ENVID (RFC 3461). It is kept for the primary, which is told as much of it as it offers.
 */
public final class AnnouncedParameters implements MailParametersHook, MailHook, EhloExtension {
  static final String NEEDS_UTF8 = "5.6.7 an address that is not ASCII needs SMTPUTF8 in MAIL";

  private static final AttachmentKey<MailParameters> PARAMETERS =
      AttachmentKey.of("sixgate.mail-parameters", MailParameters.class);

  private final Incoming incoming;

  @Inject
  public AnnouncedParameters(Incoming incoming) {
    this.incoming = incoming;
  }

  static MailParameters of(SMTPSession session) {
    return session.getAttachment(PARAMETERS, State.Transaction).orElse(MailParameters.NONE);
  }

  @Override
  public List<String> getImplementedEsmtpFeatures(SMTPSession session) {
    return List.of("SIZE " + incoming.largestMessage(), "DSN", "SMTPUTF8");
  }

  @Override
  public String[] getMailParamNames() {
    // James raises only the names of those that have a value.
    return new String[] {"SIZE", "BODY", "RET", "ENVID", "SMTPUTF8", "smtputf8"};
  }

  @Override
  public HookResult doMailParameter(SMTPSession session, String name, String value) {
    MailParameters before = of(session);
    String upper = value.toUpperCase(Locale.ROOT);
    return switch (name) {
      case "SIZE" -> size(session, value);
      case "BODY" ->
          upper.equals("7BIT") || upper.equals("8BITMIME")
              ? keep(session, before.withEightBit(upper.equals("8BITMIME")))
              : wrong(session, "BODY is 7BIT or 8BITMIME");
      case "SMTPUTF8", "smtputf8" ->
          value.isEmpty()
              ? keep(session, before.withUtf8())
              : wrong(session, "SMTPUTF8 has no value");
      case "RET" ->
          upper.equals("FULL") || upper.equals("HDRS")
              ? keep(session, with(before, Optional.of(upper), before.envid()))
              : wrong(session, "RET is FULL or HDRS");
      default ->
          value.matches("[!-~]{1,100}")
              ? keep(session, with(before, before.ret(), Optional.of(value)))
              : wrong(session, "ENVID has 1 to 100 characters");
    };
  }

  /** RFC 6531, section 3.5: such an address needs the word. */
  @Override
  public HookResult doMail(SMTPSession session, MaybeSender sender) {
    String address = Utf8Addresses.plain(sender.asString(""));
    if (!SmtpSession.isPath(address)) {
      return refused(session, "553", "5.1.7 that is no address");
    }
    return isSpeakable(session, address)
        ? HookResult.DECLINED
        : refused(session, "553", NEEDS_UTF8);
  }

  /** Whether an address may be said in this transaction. */
  static boolean isSpeakable(SMTPSession session, String address) {
    return !MailParameters.needsUtf8(address) || of(session).utf8();
  }

  private HookResult size(SMTPSession session, String value) {
    if (!value.matches("[0-9]{1,18}")) {
      return wrong(session, "SIZE is a number of bytes");
    }
    long bytes = Long.parseLong(value);
    return bytes > incoming.largestMessage()
        ? refused(
            session,
            "552",
            "5.3.4 a message may have %d bytes".formatted(incoming.largestMessage()))
        : keep(session, of(session).withSize(bytes));
  }

  private static MailParameters with(
      MailParameters before, Optional<String> ret, Optional<String> envid) {
    OptionalLong size = before.size();
    return new MailParameters(size, before.eightBit(), before.utf8(), ret, envid);
  }

  private static HookResult keep(SMTPSession session, MailParameters parameters) {
    session.setAttachment(PARAMETERS, parameters, State.Transaction);
    return HookResult.DECLINED;
  }

  private static HookResult wrong(SMTPSession session, String what) {
    return refused(session, "501", "5.5.4 " + what);
  }

  /** What this MAIL has said already must not stay for the next one. */
  private static HookResult refused(SMTPSession session, String code, String text) {
    session.removeAttachment(PARAMETERS, State.Transaction);
    return HookResult.builder()
        .hookReturnCode(HookReturnCode.deny())
        .smtpReturnCode(code)
        .smtpDescription(text)
        .build();
  }
}
