package io.sixgate.james.incoming;

import io.sixgate.james.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Recipients that a primary has confirmed by itself. While it is down only these are taken, so that
 * nothing is accepted that would have to be sent back.
 *
 * <p>On disk a {@link Journal} of days, counted from 1970: a recipient is written once a day at
 * most. What a power cut takes away is confirmed again by the next mail.
 */
public final class KnownRecipients implements AutoCloseable {
  private static final long DAY_SECONDS = 86_400;

  private final Clock clock;
  private final long days;
  private final Journal journal;
  private final Map<String, Integer> confirmed;

  /**
   * Reads what is known and goes on writing there.
   *
   * @param memory how long a confirmation counts
   */
  public KnownRecipients(Path file, Duration memory, Clock clock) throws IOException {
    this.clock = clock;
    this.days = Math.max(1, memory.toDays());
    this.journal = new Journal(file);
    this.confirmed = journal.read();
    confirmed.values().removeIf(day -> day < today() - days);
    journal.rewrite(confirmed);
  }

  /** The primary took this recipient. */
  public void confirm(String address) {
    String key = key(address);
    int today = (int) today();
    Integer before = confirmed.put(key, today);
    if (before == null || before != today) {
      journal.append(key, today);
    }
  }

  /** The primary does not know this recipient any more. */
  public void refute(String address) {
    String key = key(address);
    if (confirmed.remove(key) != null) {
      journal.remove(key);
    }
  }

  public boolean knows(String address) {
    Integer day = confirmed.get(key(address));
    return day != null && day >= today() - days;
  }

  public int size() {
    return confirmed.size();
  }

  /**
   * Domains have no case; local parts do by the letter of RFC 5321, and on no server that we know.
   */
  private static String key(String address) {
    return address.toLowerCase(Locale.ROOT);
  }

  private long today() {
    return Instant.now(clock).getEpochSecond() / DAY_SECONDS;
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
