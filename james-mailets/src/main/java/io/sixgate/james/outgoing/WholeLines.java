package io.sixgate.james.outgoing;

import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.DataLineFilter;

/**
 * Lines of a message end in CR LF, and have neither of them within. Whatever else it is, it may be
 * the end of the message, or of a header, for one server and not for the next (SMTP smuggling).
 * Such a message is read to its end, so that host and gateway agree on where that is, and then
 * refused.
 */
public final class WholeLines implements DataLineFilter {
  private static final AttachmentKey<Boolean> BROKEN =
      AttachmentKey.of("sixgate.broken-line", Boolean.class);
  private static final AttachmentKey<Boolean> WITHIN_LINE =
      AttachmentKey.of("sixgate.within-line", Boolean.class);

  /** In the place of what is refused anyhow. */
  private static final byte[] NOTHING = {'\r', '\n'};

  /** Whether the message of this transaction had such a line. */
  static boolean areBroken(SMTPSession session) {
    return session.getAttachment(BROKEN, State.Transaction).orElse(false);
  }

  @Override
  public Response onLine(SMTPSession session, byte[] line, LineHandler<SMTPSession> next) {
    boolean broken = areBroken(session);
    if (!broken && isWhole(line)) {
      return next.onLine(session, line);
    }
    boolean withinLine = session.getAttachment(WITHIN_LINE, State.Transaction).orElse(false);
    session.setAttachment(BROKEN, true, State.Transaction);
    session.setAttachment(WITHIN_LINE, !endsInCrLf(line), State.Transaction);
    boolean isFinalDot = !withinLine && line.length == 3 && line[0] == '.' && isWhole(line);
    return next.onLine(session, isFinalDot ? line : NOTHING);
  }

  private static boolean endsInCrLf(byte[] line) {
    return line.length > 1 && line[line.length - 2] == '\r' && line[line.length - 1] == '\n';
  }

  private static boolean isWhole(byte[] line) {
    for (int i = 0; i < line.length - 2; i++) {
      if (line[i] == '\r') {
        return false;
      }
    }
    return endsInCrLf(line);
  }
}
