package io.sixgate.agent.status;

import io.sixgate.agent.file.FileReplacer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code RUN/AGENT.traffic}: written by an agent beside its status, mode 0644. It is no part of the
 * status, which is written at every pass: this may have as many rows as there are customers.
 */
public final class TrafficFile {
  // since 2026-11-27T03:00:00Z
  // acme 443 4 100 51200 102400
  // acme ssh 6 2 4100 9000
  private static final String SINCE = "since ";

  /**
   * A file as read.
   *
   * @param since when the server's process was started, from which it counts
   */
  public record Reading(Instant since, List<Traffic> rows) {
    public Reading {
      rows = List.copyOf(rows);
    }
  }

  private final FileReplacer file;

  /** The file at this path; its folder must exist when it is written. */
  public TrafficFile(Path path) {
    this.file = FileReplacer.withMode(path, "rw-r--r--");
  }

  /** Removes what a killed predecessor left half written. */
  public void removeLeftovers() throws IOException {
    file.removeLeftovers();
  }

  /** Replaces the file. */
  public void write(Instant since, List<Traffic> rows) throws IOException {
    file.replaceVolatile(
        out -> {
          out.append(SINCE).append(since.toString()).append('\n');
          for (Traffic row : rows) {
            out.append(line(row)).append('\n');
          }
        });
  }

  private static String line(Traffic row) {
    return row.customer()
        + ' '
        + row.service()
        + ' '
        + row.family()
        + ' '
        + row.connections()
        + ' '
        + row.received()
        + ' '
        + row.sent();
  }

  /**
   * Reads a file.
   *
   * @throws java.nio.file.NoSuchFileException if the agent's server never carried anything
   * @throws IOException if it cannot be read, or is none
   */
  public static Reading read(Path path) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(path)) {
      String first = lines.readLine();
      if (first == null || !first.startsWith(SINCE)) {
        throw new IOException(path + ": not a file of traffic: it does not begin with \"since\"");
      }
      List<Traffic> rows = new ArrayList<>();
      String line = first;
      try {
        Instant since = Instant.parse(first.substring(SINCE.length()));
        for (line = lines.readLine(); line != null; line = lines.readLine()) {
          rows.add(row(line));
        }
        return new Reading(since, rows);
      } catch (DateTimeException | IllegalArgumentException e) {
        throw new IOException(path + ": not a file of traffic: \"" + line + "\"", e);
      }
    }
  }

  private static Traffic row(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 6) {
      throw new IllegalArgumentException(words.length + " words in place of 6");
    }
    return new Traffic(
        words[0],
        words[1],
        Integer.parseInt(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]));
  }
}
