package io.sixgate.james.outgoing;

import io.sixgate.james.smtp.Reply;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.DataLineFilter;

/**
 * Lines of a message end in CR LF, and have neither of them within. Whatever else it is, it may be
 * the end of the message, or of a header, for one server and not for the next (SMTP smuggling). And
 * the header is none that fills the memory: James has all of it there. A message that is otherwise
 * is read to its end, so that host and gateway agree on where that is, and then refused.
 */
public final class WholeLines implements DataLineFilter {
  private static final AttachmentKey<Lines> LINES = AttachmentKey.of("sixgate.lines", Lines.class);

  /** Some thousand recipients, or the signatures of a dozen servers. */
  static final int LARGEST_HEADER = 256 * 1024;

  private static final Reply NOT_CRLF =
      Reply.of(550, "5.6.0 a line does not end in CR LF, or has one of them within");
  private static final Reply HEADER_TOO_LARGE =
      Reply.of(552, "5.3.4 the header is larger than %d bytes".formatted(LARGEST_HEADER));

  /** So many bytes more, and the disk is looked at: James holds the message there. */
  private static final int STEP = 1 << 20;

  /** In the place of what is refused anyhow. */
  private static final byte[] NOTHING = {'\r', '\n'};

  /** What is known of the lines that came. */
  private static final class Lines {
    private Optional<Reply> refusal = Optional.empty();
    private boolean withinLine;
    private boolean inHeader = true;
    private long size;
    private long looked;
  }

  private final Outgoing outgoing;

  @Inject
  public WholeLines(Outgoing outgoing) {
    this.outgoing = outgoing;
  }

  /** Why the message of this transaction is refused, if it had such a line. */
  static Optional<Reply> refusal(SMTPSession session) {
    return session.getAttachment(LINES, State.Transaction).flatMap(lines -> lines.refusal);
  }

  @Override
  public Response onLine(SMTPSession session, byte[] line, LineHandler<SMTPSession> next) {
    Lines lines =
        session
            .getAttachment(LINES, State.Transaction)
            .orElseGet(
                () -> {
                  Lines first = new Lines();
                  session.setAttachment(LINES, first, State.Transaction);
                  return first;
                });
    boolean isFinalDot = !lines.withinLine && isDot(line);
    look(lines, line);
    return next.onLine(session, lines.refusal.isEmpty() || isFinalDot ? line : NOTHING);
  }

  private void look(Lines lines, byte[] line) {
    lines.withinLine = !endsInCrLf(line);
    if (!isWhole(line)) {
      lines.refusal = lines.refusal.or(() -> Optional.of(NOT_CRLF));
    }
    lines.inHeader &= line.length > 2;
    lines.size += line.length;
    if (lines.inHeader && lines.size > LARGEST_HEADER) {
      lines.refusal = lines.refusal.or(() -> Optional.of(HEADER_TOO_LARGE));
    }
    if (lines.refusal.isEmpty() && lines.size - lines.looked >= STEP) {
      lines.looked = lines.size;
      lines.refusal = outgoing.disk();
    }
  }

  private static boolean isDot(byte[] line) {
    return line.length == 3 && line[0] == '.' && isWhole(line);
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
