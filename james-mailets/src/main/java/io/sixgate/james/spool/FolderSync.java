package io.sixgate.james.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes renames in a folder durable (fsync(2)). Those who come while one sync is under way share
 * the next: with many senders it costs less than one sync a message.
 */
final class FolderSync {
  private final Path folder;
  private final AtomicLong asked = new AtomicLong();
  private long done;

  FolderSync(Path folder) {
    this.folder = folder;
  }

  /** Returns when every rename that was made before the call is on disk. */
  void sync() throws IOException {
    long mine = asked.incrementAndGet();
    synchronized (this) {
      if (done >= mine) {
        return;
      }
      long upTo = asked.get();
      now(folder);
      done = upTo;
    }
  }

  static void now(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
