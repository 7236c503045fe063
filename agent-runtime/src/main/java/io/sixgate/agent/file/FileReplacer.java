package io.sixgate.agent.file;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces one file atomically: temporary file in the same folder, write, fsync, rename, fsync of
 * the folder.
 *
 * <p>A reader, and a server that starts after a power cut, sees the former text or the new one. On
 * any failure (disk full, a writer that throws, an interrupt) the former file stays and the
 * temporary one is removed. A symbolic link in the target's place is replaced, not followed.
 */
public final class FileReplacer {

  /** Writes the text of a file; may be called from any thread, once per replacement. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the whole text.
     *
     * @param out buffered, UTF-8; need not be flushed or closed
     */
    void writeTo(Writer out) throws IOException;
  }

  /** Writes a file that is no text; may be called from any thread, once per replacement. */
  @FunctionalInterface
  public interface Bytes {
    /**
     * Writes the whole file.
     *
     * @param out buffered; need not be flushed or closed
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Asked when the new text is safe on disk, just before the rename. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws IOException;
  }

  /** When the new file is to be safe from a power cut. */
  private enum Durable {
    /** Before it takes the former one's place. */
    BEFORE,
    /** Some time after that. */
    AFTER,
    /** It need not be. */
    NEVER
  }

  private static final Set<PosixFilePermission> NEW_FILE =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final int BUFFER = 1 << 15;
  private static final String SUFFIX = ".sixgate-tmp";

  private final Path target;
  private final Path folder;
  private final Optional<Set<PosixFilePermission>> mode;

  private FileReplacer(Path target, Optional<Set<PosixFilePermission>> mode) {
    this.target = target.toAbsolutePath();
    this.folder = this.target.getParent();
    this.mode = mode;
  }

  /** Keeps mode, owner and group of the former file; a file that is new gets mode 0644. */
  public static FileReplacer keepingMode(Path target) {
    return new FileReplacer(target, Optional.empty());
  }

  /**
   * Keeps owner and group of the former file and sets the mode.
   *
   * @param mode as {@code ls -l} prints it, e.g. {@code rw-r-----}
   */
  public static FileReplacer withMode(Path target, String mode) {
    return new FileReplacer(target, Optional.of(PosixFilePermissions.fromString(mode)));
  }

  /**
   * Replaces the file, also by equal text.
   *
   * @throws IOException if it could not be written, or its owner not kept; the former file is
   *     untouched
   */
  public void replace(Content content) throws IOException {
    put(content, true, Durable.BEFORE, () -> true);
  }

  /**
   * Replaces the file, also by equal text, and leaves it to another thread to bring it to the disk.
   * For small files of which a change must not wait for the disk, and of which the reader can do
   * without any text: after a power cut some file systems have an empty file in its place.
   *
   * @throws IOException as {@link #replace}, except that a failure of the disk may come later
   */
  public void replaceSoon(LateSync sync, Content content) throws IOException {
    put(content, true, Durable.AFTER, () -> true);
    sync.put(target);
  }

  /**
   * Replaces the file, also by equal text, without a thought of power cuts: for what tells of
   * running processes only.
   *
   * @throws IOException as {@link #replace}
   */
  public void replaceVolatile(Content content) throws IOException {
    put(content, true, Durable.NEVER, () -> true);
  }

  /**
   * Replaces the file, also by equal text, if the condition holds then: for a text that was made
   * from the former one, that nobody else has changed it meanwhile.
   *
   * @return whether the file was replaced
   * @throws IOException as {@link #replace}
   */
  public boolean replaceIf(Condition condition, Content content) throws IOException {
    return put(content, true, Durable.BEFORE, condition);
  }

  /**
   * Replaces the file unless text and mode are already the wanted ones, so that its time of change
   * tells when its text changed.
   *
   * @return whether the file was replaced
   * @throws IOException as {@link #replace}
   */
  public boolean replaceIfChanged(Content content) throws IOException {
    return put(content, false, Durable.BEFORE, () -> true);
  }

  /**
   * As {@link #replaceIfChanged(Content)}, for a file that is no text.
   *
   * @return whether the file was replaced
   * @throws IOException as {@link #replace}
   */
  public boolean replaceBytesIfChanged(Bytes content) throws IOException {
    return putBytes(
        out -> {
          OutputStream buffered = new BufferedOutputStream(out, BUFFER);
          content.writeTo(buffered);
          buffered.flush();
        },
        false,
        Durable.BEFORE,
        () -> true);
  }

  /**
   * Writes the file if there is none: of several who do so at once one has it.
   *
   * @return false if there is one, which is untouched
   * @throws IOException as {@link #replace}
   */
  public boolean create(Content content) throws IOException {
    Path temporary = Files.createTempFile(folder, prefix(), SUFFIX);
    try {
      write(bytes(content), temporary, true, Durable.BEFORE);
      Files.createLink(target, temporary); // link(2), unlike rename(2), replaces nothing
      LateSync.sync(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Removes temporary files that a killed predecessor left beside the target. To be called at
   * start, by the one writer of the target: those of a writer at work would go as well.
   *
   * @return how many were removed
   */
  public int removeLeftovers() throws IOException {
    int removed = 0;
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(
            folder,
            file -> {
              String name = file.getFileName().toString();
              return name.startsWith(prefix()) && name.endsWith(SUFFIX);
            })) {
      for (Path file : left) {
        Files.delete(file);
        removed++;
      }
    }
    return removed;
  }

  private boolean put(Content content, boolean always, Durable durable, Condition condition)
      throws IOException {
    return putBytes(bytes(content), always, durable, condition);
  }

  private static Bytes bytes(Content content) {
    return out -> {
      // The encoder reports what is not Unicode; a charset would put '?' in its place.
      Writer text =
          new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder()));
      content.writeTo(text);
      text.flush();
    };
  }

  private boolean putBytes(Bytes content, boolean always, Durable durable, Condition condition)
      throws IOException {
    Path temporary = Files.createTempFile(folder, prefix(), SUFFIX);
    try {
      boolean changed = write(content, temporary, always, durable) && condition.holds();
      if (changed) {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        if (durable == Durable.BEFORE) {
          LateSync.sync(folder);
        }
      }
      return changed;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private boolean write(Bytes content, Path temporary, boolean always, Durable durable)
      throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      content.writeTo(Channels.newOutputStream(channel));
      boolean former = Files.exists(target);
      if (!always && former && sameMode() && Files.mismatch(temporary, target) < 0) {
        return false;
      }
      if (former) {
        keepOwner(temporary);
      }
      // After the owner: chown clears mode bits.
      Files.setPosixFilePermissions(temporary, wantedMode(former));
      if (durable == Durable.BEFORE) {
        channel.force(true);
      }
      return true;
    }
  }

  private boolean sameMode() throws IOException {
    return mode.isEmpty() || mode.get().equals(Files.getPosixFilePermissions(target));
  }

  private Set<PosixFilePermission> wantedMode(boolean former) throws IOException {
    if (mode.isPresent()) {
      return mode.get();
    }
    return former ? Files.getPosixFilePermissions(target) : NEW_FILE;
  }

  private void keepOwner(Path temporary) throws IOException {
    for (String id : new String[] {"unix:uid", "unix:gid"}) {
      Object former = Files.getAttribute(target, id);
      if (!former.equals(Files.getAttribute(temporary, id, LinkOption.NOFOLLOW_LINKS))) {
        Files.setAttribute(temporary, id, former, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private String prefix() {
    return "." + target.getFileName() + ".";
  }
}
