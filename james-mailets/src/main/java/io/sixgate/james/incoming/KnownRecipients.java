package io.sixgate.james.incoming;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recipients that a primary has confirmed by itself. While it is down only these are taken, so that
 * nothing is accepted that would have to be sent back.
 *
 * <p>On disk a file of lines, {@code DAY ADDRESS} for a confirmation and {@code - ADDRESS} for a
 * refusal, the last one counts; written anew at start. DAY is counted from 1970: a recipient is
 * written once a day at most.
 */
public final class KnownRecipients implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KnownRecipients.class);
  private static final long DAY_SECONDS = 86_400;

  private final Path file;
  private final Clock clock;
  private final long days;
  private final Map<String, Integer> confirmed = new ConcurrentHashMap<>();
  private BufferedWriter journal;
  private boolean complained;

  /**
   * Reads what is known and goes on writing there.
   *
   * @param memory how long a confirmation counts
   */
  public KnownRecipients(Path file, Duration memory, Clock clock) throws IOException {
    this.file = file;
    this.clock = clock;
    this.days = Math.max(1, memory.toDays());
    read();
    rewrite();
  }

  private void read() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    long oldest = today() - days;
    for (String line : Files.readAllLines(file)) {
      int blank = line.indexOf(' ');
      String address = line.substring(blank + 1);
      if (line.startsWith("- ")) {
        confirmed.remove(address);
      } else if (blank > 0 && line.substring(0, blank).matches("[0-9]{1,6}")) {
        int day = Integer.parseInt(line.substring(0, blank));
        if (day >= oldest) {
          confirmed.put(address, day);
        }
      }
      // Else: the end of a line that a crash cut off.
    }
  }

  private void rewrite() throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try (BufferedWriter out = Files.newBufferedWriter(unfinished)) {
      for (Map.Entry<String, Integer> entry : confirmed.entrySet()) {
        out.write(entry.getValue() + " " + entry.getKey() + "\n");
      }
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    journal = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }

  /** The primary took this recipient. */
  public void confirm(String address) {
    String key = key(address);
    int today = (int) today();
    Integer before = confirmed.put(key, today);
    if (before == null || before != today) {
      append(today + " " + key);
    }
  }

  /** The primary does not know this recipient any more. */
  public void refute(String address) {
    String key = key(address);
    if (confirmed.remove(key) != null) {
      append("- " + key);
    }
  }

  public boolean knows(String address) {
    Integer day = confirmed.get(key(address));
    return day != null && day >= today() - days;
  }

  public int size() {
    return confirmed.size();
  }

  /** Lost by a power cut at worst: then it is confirmed again by the next mail. */
  private synchronized void append(String line) {
    try {
      journal.write(line + "\n");
      journal.flush();
      complained = false;
    } catch (IOException e) {
      if (!complained) {
        LOG.warn("recipients-not-written file={} text={}", file, e.getMessage());
      }
      complained = true;
    }
  }

  /**
   * Domains have no case; local parts do by the letter of RFC 5321, and on no server that we know.
   */
  private static String key(String address) {
    return address.toLowerCase(Locale.ROOT).replace('\n', ' ');
  }

  private long today() {
    return Instant.now(clock).getEpochSecond() / DAY_SECONDS;
  }

  @Override
  public synchronized void close() throws IOException {
    journal.close();
  }
}
