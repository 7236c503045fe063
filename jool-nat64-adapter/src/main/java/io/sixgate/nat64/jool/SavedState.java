package io.sixgate.nat64.jool;

import io.sixgate.agent.file.FileReplacer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The file from which Jool comes up after a boot. It also says which entries are ours; so entries
 * to come are announced in a file of their own, before Jool has them and the large one is written.
 */
final class SavedState {
  private final Path file;
  private final Path adding;
  private final FileReplacer replacer;

  /** What stands in the file that was last read or written. */
  private Optional<JoolState> written = Optional.empty();

  private Optional<Stamp> seen = Optional.empty();
  private Bib ours;

  private record Stamp(FileTime time, long size, Object key) {
    static Optional<Stamp> of(Path file) throws IOException {
      try {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.of(
            new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * A file.
   *
   * @param adding the one for entries to come
   */
  SavedState(Path file, Path adding) {
    this.file = file;
    this.adding = adding;
    this.replacer = FileReplacer.withMode(file, "rw-r-----");
  }

  Path file() {
    return file;
  }

  /**
   * What it says; it is read if it is not the one that was last seen.
   *
   * @throws IOException if it is damaged
   */
  Optional<JoolState> read() throws IOException {
    Optional<Stamp> stamp = Stamp.of(file);
    if (ours == null || !stamp.equals(seen)) {
      written = JoolFile.read(file);
      seen = stamp;
    }
    if (ours == null) {
      Bib before = written.map(JoolState::bib).orElse(Bib.EMPTY);
      Bib announced = JoolFile.read(adding).map(JoolState::bib).orElse(Bib.EMPTY);
      ours = before.with(announced.without(before));
    }
    return written;
  }

  /** Whether an entry is one that we made, or began to make. */
  boolean isOurs(BibKey key) {
    return ours.get(key).isPresent();
  }

  /** On disk when this returns. */
  void announce(JoolState desired, SortedMap<BibKey, BibTarget> coming) throws IOException {
    if (!coming.isEmpty()) {
      JoolState part = desired.withBib(Bib.of(coming));
      FileReplacer.withMode(adding, "rw-r-----").replace(out -> JoolFile.write(part, out));
      ours = ours.with(coming);
    }
  }

  /** Written, or taken away. Entries of former states are ours until {@link #isOurs forgotten}. */
  void write(Optional<JoolState> state) throws IOException {
    if (state.isPresent()) {
      replacer.replace(out -> JoolFile.write(state.get(), out));
    } else {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(adding);
    written = state;
    seen = Stamp.of(file);
  }

  /** All went as it should: no others are ours. */
  void settle() {
    ours = written.map(JoolState::bib).orElse(Bib.EMPTY);
  }
}
