package io.sixgate.james.spool;

import io.sixgate.james.smtp.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** One connection to a destination, which takes message after message. Of one thread. */
public interface Handover extends AutoCloseable {
  /**
   * Hands one message over.
   *
   * @param envelope its recipients are those that are not answered for yet
   * @param size of the message in bytes
   * @param message to be read to its end before the destination is told that it has all
   * @return one answer per recipient, in their order: 2xx it is taken, 4xx later, 5xx never
   * @throws IOException if the answer is not known: the message is tried again
   */
  List<Reply> deliver(Envelope envelope, long size, InputStream message) throws IOException;

  /** Whether another message can follow on this connection. */
  boolean isUsable();

  @Override
  void close();
}
