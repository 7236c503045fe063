package io.sixgate.haproxy.configuration;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The right to check files of HAProxy's configuration together, put one in place and reload. Agents
 * share one HAProxy: a reload in the middle of another's would be taken for its own, and a file
 * that is taken back would take the other's reload with it.
 *
 * <p>The lock is the kernel's, so it ends with its holder; the file stays.
 */
final class HaproxyLock implements Closeable {
  private static final String FILE = "haproxy-reload.lock";
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final FileChannel channel;

  private HaproxyLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @param patience another agent may hold it for a check and a reload
   * @throws IOException if it can't be had in that time
   */
  static HaproxyLock take(Path run, Duration patience) throws IOException, InterruptedException {
    Path file = run.resolve(FILE);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      long began = System.nanoTime();
      while (!tryLock(channel)) {
        if (System.nanoTime() - began > patience.toNanos()) {
          throw new IOException(
              "another agent holds %s since more than %d s, so HAProxy is not reloaded now"
                  .formatted(file, patience.toSeconds()));
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
      return new HaproxyLock(channel);
    } catch (IOException | InterruptedException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
