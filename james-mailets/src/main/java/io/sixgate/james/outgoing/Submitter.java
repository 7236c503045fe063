package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.IpAddress;
import java.util.Optional;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;

/** Who is at the other end of a session, and how he is answered. */
final class Submitter {
  private static final AttachmentKey<Senders.Login> LOGGED_IN =
      AttachmentKey.of("sixgate.logged-in", Senders.Login.class);

  private Submitter() {}

  static void loggedIn(SMTPSession session, Senders.Login login) {
    session.setAttachment(LOGGED_IN, login, State.Connection);
  }

  /** By login, as it is in the inventory now, else by address. */
  static Optional<Sender> of(SMTPSession session, Senders senders) {
    return session
        .getAttachment(LOGGED_IN, State.Connection)
        .flatMap(senders::now)
        .or(() -> senders.at(address(session)));
  }

  static IpAddress address(SMTPSession session) {
    String text = session.getRemoteAddress().getAddress().getHostAddress();
    int zone = text.indexOf('%');
    return IpAddress.parse(zone < 0 ? text : text.substring(0, zone));
  }

  /** 550. */
  static HookResult never(String status, String text) {
    return answer(HookReturnCode.deny(), "550", status + " " + text);
  }

  /** 451: the host keeps the mail and tries again. */
  static HookResult later(String status, String text) {
    return answer(HookReturnCode.denySoft(), "451", status + " " + text);
  }

  static HookResult answer(HookReturnCode code, String reply, String text) {
    return HookResult.builder()
        .hookReturnCode(code)
        .smtpReturnCode(reply)
        .smtpDescription(text)
        .build();
  }
}
