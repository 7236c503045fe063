package io.sixgate.inventory.files;

import io.sixgate.inventory.files.FileTree.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the inventory folder, its customers' folders, and every place where a symbolic link on
 * the way to it could be replaced. Turns what the kernel says into {@link Dirt} and one call per
 * burst.
 */
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  /**
   * A burst ends when nothing happened for so long; this is the latency that watching adds to a
   * single change.
   */
  private static final long QUIET_MILLIS = 5;

  /** A burst is cut here, so that endless writing cannot hold back everything. */
  private static final long LONGEST_BURST_MILLIS = 500;

  /** How often everything is looked at when the kernel refuses to watch. */
  private static final long BLIND_MILLIS = 2_000;

  private static final WatchEvent.Kind<?>[] KINDS = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_MODIFY,
    StandardWatchEventKinds.ENTRY_DELETE
  };

  private final Path root;
  private final Dirt dirt;
  private final Runnable onChange;
  private final WatchService service;
  private final Map<WatchKey, Set<String>> folders = new HashMap<>();

  /** The other way round: each folder has one key; links can give one key several folders. */
  private final Map<String, WatchKey> keys = new HashMap<>();

  private final Map<WatchKey, Set<String>> links = new HashMap<>();
  private final Object calling = new Object();
  private volatile boolean blind;
  private boolean closed;

  FolderWatch(Path root, Dirt dirt, Runnable onChange) {
    this.root = root.toAbsolutePath();
    this.dirt = dirt;
    this.onChange = onChange;
    try {
      this.service = root.getFileSystem().newWatchService();
    } catch (IOException e) {
      throw new UncheckedIOException("the kernel gives no inotify instance: " + e.getMessage(), e);
    }
    registerAll();
    Thread thread = new Thread(this::run, "inventory-watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether nothing can change unseen. */
  boolean seesEverything() {
    return !blind;
  }

  /** Calls back although nothing was seen. */
  void wake() {
    synchronized (calling) {
      if (closed) {
        return;
      }
      try {
        onChange.run();
      } catch (RuntimeException e) {
        LOG.error(
            "change-not-handled text=\"the inventory's change was seen, but handling it failed; the"
                + " next change tries again\"",
            e);
      }
    }
  }

  @Override
  public void close() {
    synchronized (calling) {
      closed = true;
    }
    try {
      service.close();
    } catch (IOException e) {
      LOG.warn("watch-not-closed text={}", quoted(e));
    }
  }

  /**
   * A value of an event in logfmt, {@code event key="value"}: agents log our lines as they are.
   * Line ends and the like are theirs to escape.
   */
  static String quoted(Object value) {
    return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void registerAll() {
    Set<WatchKey> before = new HashSet<>(folders.keySet());
    before.addAll(links.keySet());
    folders.clear();
    keys.clear();
    links.clear();
    blind = false;
    Links.onTheWayTo(root).forEach(this::watchName);
    register(root, FileNames.ROOT);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        registerFolder(entry.getFileName().toString());
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("not-listed folder={} text={}", quoted(root), quoted(e));
    }
    before.removeAll(folders.keySet());
    before.removeAll(links.keySet());
    before.forEach(WatchKey::cancel);
  }

  private void watchName(Path path) {
    Path parent = path.getParent();
    if (parent != null && Files.isDirectory(parent)) {
      WatchKey key = tryRegister(parent);
      if (key != null) {
        links.computeIfAbsent(key, k -> new HashSet<>()).add(path.getFileName().toString());
      }
    }
  }

  private void registerFolder(String name) {
    if (name.startsWith(".") || !FileNames.isNameable(name)) {
      return;
    }
    Path folder = root.resolve(name);
    if (Files.isDirectory(folder)) {
      register(folder, name);
    }
  }

  private void register(Path path, String name) {
    WatchKey key = tryRegister(path);
    // A folder that was replaced under the same name has another key now.
    WatchKey former = key == null ? keys.remove(name) : keys.put(name, key);
    if (former != null && !former.equals(key)) {
      forget(former, name);
    }
    if (key != null) {
      folders.computeIfAbsent(key, k -> new TreeSet<>()).add(name);
    }
  }

  private void forget(WatchKey key, String name) {
    Set<String> names = folders.get(key);
    if (names != null && names.remove(name) && names.isEmpty()) {
      folders.remove(key);
      if (!links.containsKey(key)) {
        key.cancel();
      }
    }
  }

  private WatchKey tryRegister(Path path) {
    try {
      return path.register(service, KINDS);
    } catch (IOException e) {
      if (Files.isReadable(path)) {
        // e.g. "User limit of inotify watches reached"
        LOG.warn(
            "not-watched folder={} text={} every-s={}",
            quoted(path),
            quoted(
                e.getMessage()
                    + "; looking at every file each time instead: raise"
                    + " fs.inotify.max_user_watches"),
            BLIND_MILLIS / 1000);
        blind = true;
      }
      return null;
    }
  }

  private void run() {
    wake(); // Something may have changed before the folders were registered.
    try {
      while (true) {
        WatchKey key = blind ? service.poll(BLIND_MILLIS, TimeUnit.MILLISECONDS) : service.take();
        boolean ours = key == null || handle(key);
        ours |= drain();
        if (key == null) {
          dirt.addAll();
        }
        if (ours) {
          wake();
        }
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("watch-closed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes the rest of the burst. */
  private boolean drain() throws InterruptedException {
    boolean ours = false;
    long start = System.nanoTime();
    while (true) {
      WatchKey key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
      boolean late =
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) > LONGEST_BURST_MILLIS;
      if (key != null) {
        ours |= handle(key);
      }
      if ((key == null || late) && !GitLock.isHeld(root)) {
        return ours;
      }
    }
  }

  private boolean handle(WatchKey key) {
    boolean ours = false;
    Set<String> names = Set.copyOf(folders.getOrDefault(key, Set.of()));
    Set<String> watchedLinks = Set.copyOf(links.getOrDefault(key, Set.of()));
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
        dirt.addAll();
        registerAll();
        ours = true;
        continue;
      }
      String entry = event.context().toString();
      if (watchedLinks.contains(entry)) {
        dirt.addAll();
        registerAll();
        ours = true;
      }
      for (String name : names) {
        ours |= noted(name, entry);
      }
    }
    if (!key.reset()) { // The folder is gone.
      folders.remove(key);
      links.remove(key);
      names.forEach(dirt::addFolder);
      if (names.contains(FileNames.ROOT) || !watchedLinks.isEmpty()) {
        dirt.addAll();
        registerAll();
      }
      ours = true;
    }
    return ours;
  }

  private boolean noted(String folder, String entry) {
    if (!FileNames.isNameable(entry)) {
      dirt.addFolder(folder); // Its name, if it is one of a file of ours, is a problem to be told.
      return true;
    }
    if (entry.startsWith(".")) {
      // .git, and the temporary files of editors and of atomic writers; but other links may lead
      // through a hidden one.
      boolean link = Files.isSymbolicLink(root.resolve(folder).resolve(entry));
      if (link) {
        dirt.addAll();
        registerAll();
      }
      return link;
    }
    if (!folder.equals(FileNames.ROOT)) {
      dirt.addFile(new Found(folder, entry));
      return true;
    }
    dirt.addRoot();
    if (Files.isDirectory(root.resolve(entry))) {
      register(root.resolve(entry), entry);
      dirt.addFolder(entry);
    }
    return true;
  }
}
