package io.sixgate.haproxy.map;

import io.sixgate.haproxy.runtime.MapCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** The file that HAProxy loads a map from when it starts: {@code KEY VALUE} a line. */
public final class MapFile {
  private static final String HEADER =
      "# written by Sixgate from the inventory; what is edited here is lost\n";

  private MapFile() {}

  /** Writes all entries, in the map's own order. */
  public static void write(Map<String, String> entries, Writer out) throws IOException {
    out.write(HEADER);
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      out.write(MapCommand.word(entry.getKey()));
      out.write(' ');
      out.write(MapCommand.word(entry.getValue()));
      out.write('\n');
    }
  }

  /** Hands each entry to the sink, an absent value as empty; a file that is not there has none. */
  static void read(Path file, BiConsumer<String, String> sink) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          int blank = line.indexOf(' ');
          sink.accept(
              blank < 0 ? line : line.substring(0, blank),
              blank < 0 ? "" : line.substring(blank + 1));
        }
      }
    } catch (NoSuchFileException firstTime) {
      return;
    }
  }

  /** All entries of a small file. */
  static Map<String, String> read(Path file) throws IOException {
    Map<String, String> entries = new HashMap<>();
    read(file, entries::put);
    return entries;
  }

  /** Compares entry by entry, so that a million need no memory. */
  static EntryCount count(Path file, UnaryOperator<String> expected) throws IOException {
    EntryCount count = new EntryCount(expected);
    read(file, count::add);
    return count;
  }
}
