package io.sixgate.james.incoming;

import java.util.Optional;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.handler.DisconnectHandler;
import org.apache.james.protocols.smtp.SMTPSession;

/** The conversation that belongs to a session of James, as long as that lasts. */
public final class Conversations implements DisconnectHandler<SMTPSession> {
  private static final AttachmentKey<Conversation> CONVERSATION =
      AttachmentKey.of("sixgate.conversation", Conversation.class);

  static Conversation of(SMTPSession session, Incoming incoming) {
    return existing(session)
        .orElseGet(
            () -> {
              Conversation begun = new Conversation(incoming.ground());
              session.setAttachment(CONVERSATION, begun, State.Connection);
              return begun;
            });
  }

  static Optional<Conversation> existing(SMTPSession session) {
    return session.getAttachment(CONVERSATION, State.Connection);
  }

  @Override
  public void onDisconnect(SMTPSession session) {
    if (session != null) {
      existing(session).ifPresent(Conversation::close);
    }
  }
}
