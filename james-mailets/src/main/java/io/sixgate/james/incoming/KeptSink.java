package io.sixgate.james.incoming;

import io.sixgate.james.smtp.Reply;
import io.sixgate.james.spool.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;
import java.util.function.Function;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a message until it has ended, a large one in a file of James's, and hands it over then:
 * nothing of one that does not end reaches the queue.
 */
final class KeptSink implements Sink {
  private static final Logger LOG = LoggerFactory.getLogger(KeptSink.class);
  private static final Reply UNREADABLE =
      Reply.of(451, "4.3.0 the message could not be stored; try again");

  private final Function<Content, Reply> store;
  private final MimeMessageInputStreamSource held;
  private final OutputStream out;
  private boolean failed;

  /**
   * @param store keeps the message, and says what its sender is answered
   */
  KeptSink(Function<Content, Reply> store) {
    this.store = store;
    this.held = MimeMessageInputStreamSource.create(UUID.randomUUID().toString());
    this.out = held.getWritableOutputStream();
  }

  @Override
  public void write(byte[] bytes, int from, int to) {
    if (!failed) {
      try {
        out.write(bytes, from, to - from);
      } catch (IOException e) {
        failed = true;
        LOG.error("message-not-stored text={}", e.getMessage());
      }
    }
  }

  @Override
  public Reply end() {
    try {
      out.close();
      return failed ? UNREADABLE : store.apply(this::transferTo);
    } catch (IOException e) {
      LOG.error("message-not-stored text={}", e.getMessage());
      return UNREADABLE;
    } finally {
      abandon();
    }
  }

  private void transferTo(OutputStream target) throws IOException {
    try (InputStream text = held.getInputStream()) {
      text.transferTo(target);
    }
  }

  @Override
  public void abandon() {
    LifecycleUtil.dispose(held);
  }
}
