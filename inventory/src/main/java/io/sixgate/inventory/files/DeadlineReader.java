package io.sixgate.inventory.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads files that others may exchange for something that never answers: opening a FIFO without a
 * writer blocks for ever (fifo(7)), and Java can neither open it without blocking nor interrupt
 * that. Then a thread is left behind, and the caller goes on.
 */
final class DeadlineReader {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "inventory-reader");
            thread.setDaemon(true);
            return thread;
          });

  private DeadlineReader() {}

  /** The file did not give its content in time. */
  static final class NoAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswer() {
      super("it does not answer");
    }
  }

  /**
   * The first bytes of the file, which must not be a link.
   *
   * @throws NoAnswer if they are not there in time
   */
  static byte[] read(Path file, int most, Duration deadline) throws IOException {
    Future<byte[]> bytes =
        THREADS.submit(
            () -> {
              try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes(most);
              }
            });
    try {
      return bytes.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      bytes.cancel(true);
      throw new NoAnswer();
    } catch (InterruptedException e) {
      bytes.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("the reader was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(file.toString(), e.getCause());
    }
  }
}
