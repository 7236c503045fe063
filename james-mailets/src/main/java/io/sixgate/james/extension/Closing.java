package io.sixgate.james.extension;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be closed when James stops, the last opened first. */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T later(T closeable) {
    opened.push(closeable);
    return closeable;
  }

  /** Called by James. What fails here loses no mail: all of it is on disk. */
  @PreDestroy
  public synchronized void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("not-closed text={}", e.getMessage());
      }
    }
  }
}
