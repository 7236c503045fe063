package io.sixgate.james.incoming;

import io.sixgate.james.smtp.Reply;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.Handover;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A session that was announced as of one client, and so carries that client's message only. */
final class OneMessage implements Handover {
  private final Handover handover;
  private boolean used;

  OneMessage(Handover handover) {
    this.handover = handover;
  }

  @Override
  public List<Reply> deliver(Envelope envelope, long size, InputStream message) throws IOException {
    used = true;
    return handover.deliver(envelope, size, message);
  }

  @Override
  public boolean isUsable() {
    return !used && handover.isUsable();
  }

  @Override
  public void close() {
    handover.close();
  }
}
