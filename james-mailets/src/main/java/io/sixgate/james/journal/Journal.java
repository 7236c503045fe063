package io.sixgate.james.journal;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of lines, {@code NUMBER KEY} for what counts now and {@code - KEY} for what does not any
 * more; the last one counts. Written anew by {@link #rewrite}, at start, and by {@link #compact}
 * when most of it is old. Not synced: for what may be lost by a power cut.
 */
public final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private static final int SLACK = 100_000;

  private final Path file;
  private final int slack;
  private BufferedWriter out;
  private boolean complained;
  private int lines;

  public Journal(Path file) {
    this(file, SLACK);
  }

  /**
   * @param slack lines that the file may have beside twice the entries that count
   */
  Journal(Path file, int slack) {
    this.file = file;
    this.slack = slack;
  }

  /** What counts, by key. The end of a line that a crash cut off counts for nothing. */
  public Map<String, Integer> read() throws IOException {
    Map<String, Integer> entries = new ConcurrentHashMap<>();
    if (!Files.exists(file)) {
      return entries;
    }
    try (BufferedReader lines = reader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int blank = line.indexOf(' ');
        String key = line.substring(blank + 1);
        if (line.startsWith("- ")) {
          entries.remove(key);
        } else if (blank > 0 && line.substring(0, blank).matches("-?[0-9]{1,10}")) {
          number(line.substring(0, blank), key, entries);
        }
      }
    }
    return entries;
  }

  /** Of bytes that are no UTF-8 it makes no failure: that is a key that nobody asks for. */
  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
  }

  private static void number(String digits, String key, Map<String, Integer> entries) {
    long number = Long.parseLong(digits);
    if (number == (int) number) {
      entries.put(key, (int) number);
    }
  }

  /**
   * Writes the file anew if most of its lines count no more; else whoever asks for days fills it.
   */
  public synchronized void compact(Map<String, Integer> entries) {
    if (lines > slack + 2 * entries.size()) {
      try {
        rewrite(entries);
      } catch (IOException e) {
        lines = 0; // not at each line from now on
        complain(e);
      }
    }
  }

  /** What counts from now on; to be called once before anything is appended. */
  public synchronized void rewrite(Map<String, Integer> entries) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try (BufferedWriter target = writer(unfinished, StandardOpenOption.TRUNCATE_EXISTING)) {
      for (Map.Entry<String, Integer> entry : entries.entrySet()) {
        target.write(entry.getValue() + " " + entry.getKey() + "\n");
      }
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    BufferedWriter before = out;
    out = writer(file, StandardOpenOption.APPEND);
    lines = entries.size();
    if (before != null) {
      before.close();
    }
  }

  private static BufferedWriter writer(Path file, StandardOpenOption how) throws IOException {
    return Files.newBufferedWriter(
        file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
  }

  public void append(String key, int number) {
    line(number + " " + key);
  }

  public void remove(String key) {
    line("- " + key);
  }

  private synchronized void line(String text) {
    try {
      out.write(text.replace('\n', ' ').replace('\r', ' ') + "\n");
      out.flush();
      lines++;
      complained = false;
    } catch (IOException e) {
      complain(e);
    }
  }

  private void complain(IOException why) {
    if (!complained) {
      LOG.warn("journal-not-written file={} text={}", file, why.getMessage());
    }
    complained = true;
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
