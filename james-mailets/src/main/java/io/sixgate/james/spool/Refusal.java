package io.sixgate.james.spool;

import io.sixgate.james.smtp.Reply;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;

/** In place of a connection, where it is known without one what the answer is. */
public record Refusal(Reply reply) implements Handover {
  @Override
  public List<Reply> deliver(Envelope envelope, long size, InputStream message) {
    return Collections.nCopies(envelope.recipients().size(), reply);
  }

  @Override
  public boolean isUsable() {
    return true;
  }

  @Override
  public void close() {
    // There is nothing.
  }
}
