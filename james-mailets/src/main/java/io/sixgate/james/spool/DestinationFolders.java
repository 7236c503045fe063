package io.sixgate.james.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The folders of destinations: made when something is stored, removed when nothing has waited there
 * for an hour. To make and sync one for each message would cost as much as the message.
 */
final class DestinationFolders {
  private static final Duration IDLE = Duration.ofHours(1);

  /** One of them, as long as somebody writes into it. */
  static final class Folder {
    private final Destination destination;
    private final FolderSync sync;
    private int writers;
    private long left;

    private Folder(Destination destination, Path path) {
      this.destination = destination;
      this.sync = new FolderSync(path);
    }

    /** Returns when every rename that was made before the call is on disk. */
    void sync() throws IOException {
      sync.sync();
    }
  }

  private final Path root;
  private final InstantSource clock;
  private final Map<Destination, Folder> folders = new ConcurrentHashMap<>();
  private final AtomicLong swept;

  DestinationFolders(Path root, InstantSource clock) {
    this.root = root;
    this.clock = clock;
    this.swept = new AtomicLong(clock.millis());
  }

  /** The folder is there, durably, until {@link #leave}. */
  Folder enter(Destination destination) throws IOException {
    sweep();
    try {
      return folders.compute(
          destination,
          (name, known) -> {
            Path path = root.resolve(name.name());
            Folder folder = known == null ? new Folder(name, path) : known;
            if (known == null || !Files.isDirectory(path)) {
              make(path);
            }
            folder.writers++;
            return folder;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  void leave(Folder folder) {
    folders.computeIfPresent(
        folder.destination,
        (name, known) -> {
          known.writers--;
          known.left = clock.millis();
          return known;
        });
  }

  private void make(Path path) {
    try {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      FolderSync.now(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Once an hour, by whoever comes then. */
  private void sweep() {
    long now = clock.millis();
    long last = swept.get();
    if (now - last < IDLE.toMillis() || !swept.compareAndSet(last, now)) {
      return;
    }
    for (Destination destination : folders.keySet()) {
      folders.computeIfPresent(
          destination,
          (name, known) ->
              known.writers == 0
                      && now - known.left >= IDLE.toMillis()
                      && removeIfEmpty(root.resolve(name.name()))
                  ? null
                  : known);
    }
  }

  /** Whether it is gone. One that cannot be removed does no harm. */
  static boolean removeIfEmpty(Path folder) {
    try {
      return Files.deleteIfExists(folder) || !Files.exists(folder);
    } catch (IOException e) {
      return false; // not empty, usually
    }
  }
}
