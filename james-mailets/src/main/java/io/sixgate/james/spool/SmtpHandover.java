package io.sixgate.james.spool;

import io.sixgate.james.smtp.Phase;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpFailure;
import io.sixgate.james.smtp.SmtpSession;
import io.sixgate.james.smtp.SmtpSession.EnvelopeReplies;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Messages handed over by SMTP, one after another on one session. */
public final class SmtpHandover implements Handover {
  private final SmtpSession session;
  private boolean used;
  private boolean usable = true;

  public SmtpHandover(SmtpSession session) {
    this.session = session;
  }

  @Override
  public List<Reply> deliver(Envelope envelope, long size, InputStream message) throws IOException {
    try {
      if (used && !session.reset().isPositive()) {
        throw new IOException(session.remote() + ": it refuses RSET");
      }
      used = true;
      return transaction(envelope, size, message);
    } catch (SmtpFailure e) {
      usable = false;
      boolean refused = e.phase() == Phase.BODY; // while the message was sent to it
      if (e.reply().isPresent() && (refused || e.reply().get().isTransient())) {
        return Collections.nCopies(envelope.recipients().size(), e.reply().get());
      }
      throw e;
    } catch (IOException | RuntimeException e) {
      usable = false; // the message may be half sent
      session.abort();
      throw e;
    }
  }

  private List<Reply> transaction(Envelope envelope, long size, InputStream message)
      throws IOException {
    EnvelopeReplies replies =
        session.envelope(
            envelope.sender(), envelope.parameters().withSize(size), envelope.recipients());
    if (!replies.sender().isPositive()) {
      return Collections.nCopies(envelope.recipients().size(), replies.sender());
    }
    if (replies.recipients().stream().noneMatch(Reply::isPositive)) {
      return replies.recipients();
    }
    Reply end = session.data();
    if (end.isIntermediate()) {
      end = session.message(message);
    }
    List<Reply> answers = new ArrayList<>(replies.recipients().size());
    for (Reply recipient : replies.recipients()) {
      answers.add(recipient.isPositive() ? end : recipient);
    }
    return answers;
  }

  @Override
  public boolean isUsable() {
    return usable;
  }

  @Override
  public void close() {
    session.close();
  }
}
