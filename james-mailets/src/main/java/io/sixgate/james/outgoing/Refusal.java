package io.sixgate.james.outgoing;

import io.sixgate.james.smtp.Reply;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.Handover;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;

/** In place of a connection, where there is none to be had for good. */
record Refusal(Reply reply) implements Handover {
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
