package io.sixgate.james.incoming;

import io.sixgate.james.smtp.Reply;
import io.sixgate.james.spool.Content;
import io.sixgate.james.spool.SpoolFull;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a message until it has ended, a large one in a file of James's, and hands it over then:
 * nothing of one that does not end reaches the queue. While it comes the disk is looked at, too:
 * many that do not end would fill it.
 */
final class KeptSink implements Sink {
  private static final Logger LOG = LoggerFactory.getLogger(KeptSink.class);
  private static final Reply UNREADABLE =
      Reply.of(451, "4.3.0 the message could not be stored; try again");

  /** So many bytes more, and the disk is looked at. */
  private static final int STEP = 1 << 20;

  private final Function<Content, Reply> store;
  private final Disk disk;
  private final MimeMessageInputStreamSource held;
  private final OutputStream out;
  private Optional<Reply> failure = Optional.empty();
  private int unlooked;
  private boolean gone;

  /** Fails when it has no room for more, with {@link SpoolFull}. */
  @FunctionalInterface
  interface Disk {
    void require() throws IOException;
  }

  /**
   * @param disk on which it is held
   * @param store keeps the message, and says what its sender is answered
   */
  KeptSink(Disk disk, Function<Content, Reply> store) {
    this.disk = disk;
    this.store = store;
    this.held = MimeMessageInputStreamSource.create(UUID.randomUUID().toString());
    this.out = held.getWritableOutputStream();
  }

  @Override
  public void write(byte[] bytes, int from, int to) {
    if (failure.isEmpty()) {
      try {
        unlooked += to - from;
        if (unlooked >= STEP) {
          unlooked = 0;
          disk.require();
        }
        out.write(bytes, from, to - from);
      } catch (SpoolFull e) {
        LOG.warn("spool-full text={}", e.getMessage());
        fail(e.reply());
      } catch (IOException e) {
        LOG.error("message-not-stored text={}", e.getMessage());
        fail(UNREADABLE);
      }
    }
  }

  /** What there is of it is of no more use, and goes at once. */
  private void fail(Reply reply) {
    failure = Optional.of(reply);
    abandon();
  }

  @Override
  public Reply end() {
    if (failure.isPresent()) {
      return failure.get();
    }
    try {
      out.close();
      return store.apply(this::transferTo);
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
    if (!gone) {
      gone = true;
      LifecycleUtil.dispose(held);
    }
  }
}
