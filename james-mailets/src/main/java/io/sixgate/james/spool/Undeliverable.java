package io.sixgate.james.spool;

import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.io.IOException;
import java.util.List;

/** What is done about recipients to whom a message cannot be delivered. */
@FunctionalInterface
public interface Undeliverable {
  /**
   * A recipient and why.
   *
   * @param reply the answer, 5xx, or the last one before the message grew too old
   * @param expired whether it grew too old
   */
  record Failed(Recipient recipient, Reply reply, boolean expired) {}

  /**
   * Tells the sender, if he is to be told. When this returns, the report is safe and the recipients
   * are forgotten.
   *
   * @param message can still be opened in the store
   * @throws IOException if it could not be told now: it is tried again
   */
  void report(StoredMessage message, List<Failed> failed) throws IOException;
}
