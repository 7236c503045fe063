package io.sixgate.james.incoming;

import io.sixgate.james.smtp.Reply;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.DataCmdHandler;

/**
 * DATA, whose lines go on as they come. James's own keeps the whole message in a file before any
 * hook sees it.
 */
public final class MirroredDataCommand extends DataCmdHandler {
  private final Incoming incoming;
  private final LineHandler<SMTPSession> lines = this::line;

  @Inject
  public MirroredDataCommand(MetricFactory metrics, Incoming incoming) {
    super(metrics);
    this.incoming = incoming;
  }

  @Override
  public List<Class<?>> getMarkerInterfaces() {
    return List.of(); // no filter of James's sees the lines
  }

  @Override
  protected Response doDATA(SMTPSession session, String argument) {
    Reply reply =
        Conversations.of(session, incoming)
            .data(incoming.heading(session), incoming.largestMessage(), incoming.checks());
    if (reply.isIntermediate()) {
      session.pushLineHandler(lines);
    } else {
      session.resetState();
    }
    return response(reply);
  }

  private Response line(SMTPSession session, byte[] line) {
    Conversation conversation = Conversations.of(session, incoming);
    MessageLines message = conversation.message().orElseThrow();
    if (!message.isFinalDot(line)) {
      message.line(line);
      return null;
    }
    session.popLineHandler();
    boolean inDoubt = message.isEndInDoubt();
    Reply reply = conversation.end();
    session.resetState();
    if (inDoubt) {
      session.pushLineHandler((deaf, more) -> null);
      SMTPResponse last = response(reply);
      last.setEndSession(true);
      return last;
    }
    // James looks for commands behind STARTTLS (CVE-2011-0411) up to the first DATA only.
    session.startDetectingCommandInjection();
    return response(reply);
  }

  /**
   * Told by whoever cuts lines out of what comes, when one was longer than he holds and is lost.
   *
   * @return whether it was a message's, which will be refused at its end; a command's is answered
   *     at once
   */
  public static boolean lineTooLong(SMTPSession session) {
    Optional<MessageLines> message = Conversations.existing(session).flatMap(Conversation::message);
    message.ifPresent(MessageLines::lineTooLong);
    return message.isPresent();
  }

  static SMTPResponse response(Reply reply) {
    return new SMTPResponse(String.valueOf(reply.code()), reply.text());
  }
}
