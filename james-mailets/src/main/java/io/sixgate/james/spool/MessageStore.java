package io.sixgate.james.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages on disk, by destination: {@code ROOT/DESTINATION/ID.mail}, and beside it {@code
 * ID.state} once there is something to remember of attempts.
 *
 * <p>A message is stored when {@link #put} returns: file written and synced under another name,
 * renamed, folder synced. What a crash leaves half written has the ending {@code .new} and goes at
 * the next start.
 */
public final class MessageStore {
  private static final Logger LOG = LoggerFactory.getLogger(MessageStore.class);
  static final String MAIL = ".mail";
  static final String STATE = ".state";
  private static final String NEW = ".new";

  /** Where corrupt files go; no destination begins with a dot. */
  private static final String SET_ASIDE = ".corrupt";

  /** Three spools, a list of senders and one of recipients share the memory. */
  private static final int SHARE_OF_MEMORY = 6;

  private final Path root;
  private final long keepFree;
  private final Clock clock;
  private final AtomicLong lastId = new AtomicLong();
  private final Room room;
  private final DestinationFolders folders;
  private final FileStore disk;
  private final AtomicLong corrupt = new AtomicLong();

  /**
   * @param root made if absent, readable by its owner only
   * @param quota bytes of waiting messages per account
   * @param keepFree bytes of the disk that are left for others
   */
  public MessageStore(Path root, long quota, long keepFree, Clock clock) throws IOException {
    this(
        root, new Room(quota, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY), keepFree, clock);
  }

  MessageStore(Path root, Room room, long keepFree, Clock clock) throws IOException {
    this.root = root;
    this.room = room;
    this.keepFree = keepFree;
    this.clock = clock;
    Files.createDirectories(
        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    this.folders = new DestinationFolders(root, clock);
    // It names the folder, so that statvfs(3) is all that a later question costs.
    this.disk = Files.getFileStore(root);
  }

  /**
   * Stores a message; it is safe when this returns.
   *
   * @throws SpoolFull if its account's quota, the disk or memory has no room; nothing is left of it
   * @throws IOException if it could not be stored for another reason; nothing is left of it
   */
  public StoredMessage put(Destination destination, Envelope envelope, Content content)
      throws IOException {
    try {
      requireDisk();
      return write(destination, envelope, content);
    } catch (SpoolFull e) {
      throw e;
    } catch (IOException e) {
      throw isFull(e) ? SpoolFull.ofDisk(root + ": " + e.getMessage(), e) : e;
    }
  }

  /**
   * For whoever holds a message that is to be stored, before he holds more of it.
   *
   * @throws SpoolFull if the disk has no more than what stays free for others
   */
  public void requireDisk() throws IOException {
    if (disk.getUsableSpace() < keepFree) {
      throw SpoolFull.ofDisk("%s has less than %d bytes left".formatted(root, keepFree), null);
    }
  }

  private StoredMessage write(Destination destination, Envelope envelope, Content content)
      throws IOException {
    DestinationFolders.Folder folder = folders.enter(destination);
    String id = nextId();
    Instant arrived = clock.instant();
    Path unfinished = root.resolve(destination.name()).resolve(id + NEW);
    Path file = path(destination, id, MAIL);
    long[] counted = {0};
    boolean entered = false;
    boolean stored = false;
    try {
      room.enter(envelope);
      entered = true;
      long size =
          MessageFile.write(
              unfinished,
              arrived,
              envelope,
              content,
              written -> {
                room.grow(envelope, written - counted[0]);
                counted[0] = written;
              });
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      folder.sync();
      stored = true;
      return new StoredMessage(id, destination, arrived, size, envelope);
    } finally {
      if (!stored) {
        Files.deleteIfExists(unfinished);
        Files.deleteIfExists(file);
      }
      if (entered && !stored) {
        room.leave(envelope, counted[0]);
      }
      folders.leave(folder);
    }
  }

  /** ENOSPC and EDQUOT, as the JDK words them from strerror(3). */
  private static boolean isFull(IOException e) {
    String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return reason.contains("no space left on device") || reason.contains("quota exceeded");
  }

  /** The message; reading it to its end fails with {@link CorruptFile} if it was changed. */
  public InputStream open(StoredMessage message) throws IOException {
    return MessageFile.open(path(message.destination(), message.id(), MAIL));
  }

  /**
   * Its last recipient is answered for. A crash just after may bring it back: sent twice, not lost.
   */
  public void delete(StoredMessage message) throws IOException {
    try {
      Files.deleteIfExists(path(message.destination(), message.id(), MAIL));
      Files.deleteIfExists(path(message.destination(), message.id(), STATE));
    } finally {
      release(message);
    }
  }

  private void release(StoredMessage message) {
    room.leave(message.envelope(), message.size());
  }

  /** Takes a file that is not what was written out of the way, for a person to look at. */
  public void setAside(StoredMessage message, CorruptFile reason) throws IOException {
    setAside(path(message.destination(), message.id(), MAIL), reason);
    Files.deleteIfExists(path(message.destination(), message.id(), STATE));
    release(message);
  }

  private void setAside(Path file, CorruptFile reason) throws IOException {
    Path aside = root.resolve(SET_ASIDE);
    Files.createDirectories(aside);
    Path target = aside.resolve(file.getParent().getFileName() + "-" + file.getFileName());
    Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    corrupt.incrementAndGet();
    LOG.error("corrupt file={} moved-to={} text={}", file, target, reason.getMessage());
  }

  /** How many corrupt files were set aside by this process. */
  public long corrupt() {
    return corrupt.get();
  }

  void save(StoredMessage message, Progress progress, boolean durably) throws IOException {
    progress.write(path(message.destination(), message.id(), STATE), durably);
  }

  /**
   * What was learnt about a message before; nothing if there is no such file or it makes no sense.
   */
  Progress progress(StoredMessage message) {
    try {
      return Progress.read(path(message.destination(), message.id(), STATE));
    } catch (NoSuchFileException e) {
      return Progress.NONE;
    } catch (IOException e) {
      LOG.warn("state-lost id={} text={}", message.id(), e.getMessage());
      return Progress.NONE;
    }
  }

  /** Bytes that wait for an account. */
  public long used(String account) {
    return room.used(account);
  }

  /**
   * All that is there, in the order of arrival, once, before anything is stored. Corrupt files are
   * set aside, unfinished ones and empty folders removed.
   */
  public List<StoredMessage> load() throws IOException {
    List<StoredMessage> messages = new ArrayList<>();
    try (DirectoryStream<Path> destinations =
        Files.newDirectoryStream(root, folder -> isDestination(folder))) {
      for (Path folder : destinations) {
        int before = messages.size();
        load(new Destination(folder.getFileName().toString()), folder, messages);
        if (messages.size() == before) {
          DestinationFolders.removeIfEmpty(folder);
        }
      }
    }
    messages.sort(Comparator.comparing(StoredMessage::arrived).thenComparing(StoredMessage::id));
    return messages;
  }

  private static boolean isDestination(Path folder) {
    return Files.isDirectory(folder) && !folder.getFileName().toString().startsWith(".");
  }

  private void load(Destination destination, Path folder, List<StoredMessage> messages)
      throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.endsWith(NEW)) {
          Files.delete(file); // never acknowledged
        } else if (name.endsWith(MAIL)) {
          load(destination, file, name.substring(0, name.length() - MAIL.length()), messages);
        }
      }
    }
  }

  private void load(Destination destination, Path file, String id, List<StoredMessage> messages)
      throws IOException {
    try {
      MessageFile.Head head = MessageFile.readHead(file);
      messages.add(
          new StoredMessage(id, destination, head.arrived(), head.size(), head.envelope()));
      passOver(id);
      room.restore(head.envelope(), head.size());
    } catch (CorruptFile e) {
      setAside(file, e);
    }
  }

  /** Microseconds since 1970, never the same twice, in the letters that file names sort by. */
  private String nextId() {
    Instant now = clock.instant();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    long id = lastId.updateAndGet(last -> Math.max(last + 1, micros));
    return Long.toString(id, Character.MAX_RADIX);
  }

  /** A clock that was set back while nobody ran must not give an id, and so a file, once more. */
  private void passOver(String id) {
    try {
      long taken = Long.parseLong(id, Character.MAX_RADIX);
      lastId.accumulateAndGet(taken, Math::max);
    } catch (NumberFormatException e) {
      // A name that a person gave it; none of ours is like that.
    }
  }

  private Path path(Destination destination, String id, String ending) {
    return root.resolve(destination.name()).resolve(id + ending);
  }
}
