package io.sixgate.james.incoming;

import java.util.Locale;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.MailParametersHook;

/** Keeps what MAIL says of the message's bytes (RFC 6152), for the next server. */
public final class EightBitHook implements MailParametersHook {
  public static final AttachmentKey<Boolean> EIGHT_BIT =
      AttachmentKey.of("sixgate.eight-bit", Boolean.class);

  @Override
  public HookResult doMailParameter(SMTPSession session, String name, String value) {
    boolean eightBit = value.toUpperCase(Locale.ROOT).equals("8BITMIME");
    session.setAttachment(EIGHT_BIT, eightBit, State.Transaction);
    return HookResult.DECLINED;
  }

  @Override
  public String[] getMailParamNames() {
    return new String[] {"BODY"};
  }
}
