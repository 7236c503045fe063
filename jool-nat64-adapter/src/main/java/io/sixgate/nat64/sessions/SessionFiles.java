package io.sixgate.nat64.sessions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The files that ulogd's records go to: one that it writes, and former ones, each with the time at
 * which it was closed in its name, compressed soon after.
 *
 * <pre>
 * sessions.log  sessions-20261126T000004Z.log  sessions-20261125T000002Z.log.gz
 * </pre>
 */
public record SessionFiles(Path folder) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'sessions-'yyyyMMdd'T'HHmmss'Z.log'").withZone(ZoneOffset.UTC);

  private static final String COMPRESSED = ".gz";
  private static final String START = "# started ";

  /** In the folder of the state. */
  public static SessionFiles in(Path state) {
    return new SessionFiles(state.resolve("sessions"));
  }

  /** The one that ulogd writes. */
  public Path current() {
    return folder.resolve("sessions.log");
  }

  /** The time of a line by which {@code sixgate-nat64-log} tells that it starts ulogd. */
  static Optional<Instant> startOf(String line) {
    try {
      return line.startsWith(START)
          ? Optional.of(Instant.parse(line.substring(START.length())))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** When the current one began; empty if nothing is in it. */
  Optional<Instant> begin() throws IOException {
    try (Stream<String> lines = lines(current())) {
      return lines
          .limit(2)
          .flatMap(line -> startOf(line).or(() -> UlogdLine.timeOf(line)).stream())
          .findFirst();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Former ones, the oldest first. */
  List<Path> former() throws IOException {
    TreeSet<Path> found = new TreeSet<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "sessions-*.log{,.gz}")) {
        files.forEach(found::add);
      }
    }
    return List.copyOf(found);
  }

  static boolean isCompressed(Path file) {
    return file.toString().endsWith(COMPRESSED);
  }

  Path closedAt(Instant time) {
    return folder.resolve(NAME.format(time));
  }

  /** Whether the file was closed before that. */
  boolean isOlder(Path file, Instant time) {
    return file.compareTo(closedAt(time)) < 0;
  }

  /** Whole or not at all: a power cut leaves the one or the other, or both with the same lines. */
  static void compress(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part), 1 << 16)) {
      Files.copy(file, out);
    }
    Files.move(part, compressed(file), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(file);
  }

  /**
   * Every line, in the order in which they were written.
   *
   * @return whether there is any file
   */
  public boolean forEachLine(Consumer<String> reader) throws IOException {
    boolean any = false;
    for (Path file : Stream.concat(former().stream(), Stream.of(current())).toList()) {
      any |= read(file, reader) || (!isCompressed(file) && read(compressed(file), reader));
    }
    return any;
  }

  /** False if there is no such file: it went by its age, or was compressed, meanwhile. */
  private static boolean read(Path file, Consumer<String> reader) throws IOException {
    try (Stream<String> lines = lines(file)) {
      lines.forEach(reader);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static Path compressed(Path file) {
    return file.resolveSibling(file.getFileName() + COMPRESSED);
  }

  private static Stream<String> lines(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    InputStream text = isCompressed(file) ? new GZIPInputStream(in, 1 << 16) : in;
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), 1 << 16);
    return reader
        .lines()
        .onClose(
            () -> {
              try {
                reader.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
