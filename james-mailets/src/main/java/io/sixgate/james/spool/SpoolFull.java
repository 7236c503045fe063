package io.sixgate.james.spool;

import io.sixgate.james.smtp.Reply;
import java.io.IOException;

/** A message that was not stored for want of room: the sender keeps it and tries again. */
public final class SpoolFull extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  private SpoolFull(Reply reply, String forOperator, Throwable cause) {
    super(forOperator, cause);
    this.reply = reply;
  }

  static SpoolFull ofQuota(String account, long quota) {
    return new SpoolFull(
        Reply.of(452, "4.2.2 too much mail waits for this recipient; try again later"),
        "the mail that waits for %s has reached its quota of %d bytes".formatted(account, quota),
        null);
  }

  static SpoolFull ofMemory(String what, long bytes) {
    return new SpoolFull(
        Reply.of(452, "4.3.1 too many messages wait here; try again later"),
        "%s has envelopes of %d bytes, and the relay no memory for more".formatted(what, bytes),
        null);
  }

  static SpoolFull ofDisk(String reason, Throwable cause) {
    return new SpoolFull(
        Reply.of(452, "4.3.1 no room to store mail; try again later"), reason, cause);
  }

  /** The answer to the sender. */
  public Reply reply() {
    return reply == null ? Reply.of(452, "4.3.1 no room to store mail; try again later") : reply;
  }
}
