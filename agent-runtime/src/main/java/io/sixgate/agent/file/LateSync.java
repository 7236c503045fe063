package io.sixgate.agent.file;

import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.log.Line;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings replaced files to the disk after their rename, in a thread of its own: fsync(2) of a busy
 * disk takes hundreds of milliseconds. A file that is replaced again meanwhile is synced once.
 *
 * <p>Until {@link #start} is called, files are synced at once.
 */
public final class LateSync implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(LateSync.class);

  /** What brings a file to the disk: fsync(2), or in tests a disk that is slow or broken. */
  @FunctionalInterface
  public interface Disk {
    void sync(Path file) throws IOException;
  }

  private final Disk disk;
  private final Set<Path> waiting = new LinkedHashSet<>();
  private final Set<Path> failed = new LinkedHashSet<>();
  private Thread thread;
  private boolean closing;

  public LateSync() {
    this(LateSync::syncWithFolder);
  }

  public LateSync(Disk disk) {
    this.disk = disk;
  }

  /**
   * Syncs in the background from now on.
   *
   * @param onFailure told, in that thread, that another file {@link #hasFailed}
   */
  public synchronized void start(Runnable onFailure) {
    thread = new Thread(() -> run(onFailure), "late-sync");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The file was replaced and is to be synced.
   *
   * @throws IOException if it could not be, where that is done at once
   */
  void put(Path file) throws IOException {
    synchronized (this) {
      if (thread != null) {
        waiting.add(file);
        notifyAll();
        return;
      }
    }
    disk.sync(file);
  }

  /**
   * Whether the file may not be on the disk and will not come there by itself: after a failed fsync
   * the kernel takes its pages for clean, so only writing it anew helps.
   */
  public synchronized boolean hasFailed(Path file) {
    return failed.contains(file.toAbsolutePath());
  }

  /** The file was written anew and synced by other means. */
  public synchronized void mended(Path file) {
    failed.remove(file.toAbsolutePath());
  }

  /** Ends when all that was put is synced. */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      running = thread;
      closing = true;
      notifyAll();
    }
    try {
      if (running != null) {
        running.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Runnable onFailure) {
    try {
      while (true) {
        Path file;
        synchronized (this) {
          while (waiting.isEmpty()) {
            if (closing) {
              return;
            }
            wait();
          }
          Iterator<Path> first = waiting.iterator();
          file = first.next();
          first.remove();
        }
        sync(file, onFailure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sync(Path file, Runnable onFailure) {
    try {
      disk.sync(file);
    } catch (NoSuchFileException gone) {
      return;
    } catch (IOException e) {
      Line.event("not-synced")
          .with("file", file)
          .with("text", FailureText.of(e))
          .with("effect", "it is in use, but a power cut would lose it; it is written anew")
          .warn(LOG);
      synchronized (this) {
        failed.add(file);
      }
      onFailure.run();
    }
  }

  private static void syncWithFolder(Path file) throws IOException {
    sync(file);
    sync(file.getParent());
  }

  /** A rename is on the disk only when its folder is: fsync(2). */
  static void sync(Path fileOrFolder) throws IOException {
    try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
