package io.sixgate.james.incoming;

import io.sixgate.james.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recipients that a primary has confirmed by itself. While it is down only these are taken, so that
 * nothing is accepted that would have to be sent back.
 *
 * <p>On disk a {@link Journal} of days, counted from 1970: a recipient is written once a day at
 * most. What a power cut takes away is confirmed again by the next mail.
 */
public final class KnownRecipients implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KnownRecipients.class);
  private static final long DAY_SECONDS = 86_400;

  /** RFC 5321, section 4.5.3.1: 64 and 255, and the sign between them. */
  private static final int LONGEST = 320;

  /** Some 15 MB of memory for a domain whose server takes any address that a stranger thinks of. */
  static final int MOST_OF_DOMAIN = 50_000;

  private static final int MOST = 300_000;

  private final InstantSource clock;
  private final int mostOfDomain;
  private final int most;
  private final long days;
  private final Journal journal;
  private final Map<String, Integer> confirmed;
  private final Map<String, Integer> ofDomain = new HashMap<>();
  private final Set<String> full = new HashSet<>();
  private long lookedThrough;

  /**
   * Reads what is known and goes on writing there.
   *
   * @param memory how long a confirmation counts
   */
  public KnownRecipients(Path file, Duration memory, InstantSource clock) throws IOException {
    this(file, memory, clock, MOST_OF_DOMAIN, MOST);
  }

  KnownRecipients(Path file, Duration memory, InstantSource clock, int mostOfDomain, int most)
      throws IOException {
    this.clock = clock;
    this.mostOfDomain = mostOfDomain;
    this.most = most;
    this.days = Math.max(1, memory.toDays());
    this.journal = new Journal(file);
    this.confirmed = journal.read();
    forgetExpired(today());
    journal.rewrite(confirmed);
  }

  /**
   * The primary took this recipient. One more than a domain may have is not remembered: those that
   * were confirmed before stay.
   */
  public void confirm(String address) {
    String key = key(address);
    int today = (int) today();
    Integer before = confirmed.get(key);
    if (before != null && before == today) {
      return;
    }
    if (remember(key, today)) {
      journal.append(key, today);
      journal.compact(confirmed);
    }
  }

  private synchronized boolean remember(String key, int today) {
    if (key.length() > LONGEST) {
      return false;
    }
    String domain = domain(key);
    if (!confirmed.containsKey(key)) {
      if (isFull(domain) && lookedThrough != today) {
        forgetExpired(today);
      }
      if (confirmed.size() >= most) {
        makeRoomFor(domain);
      }
      if (isFull(domain)) {
        if (full.add(domain)) {
          LOG.warn("recipients-full domain={} most={}", domain, mostOfDomain);
        }
        return false;
      }
      ofDomain.merge(domain, 1, Integer::sum);
    }
    confirmed.put(key, today);
    return true;
  }

  private boolean isFull(String domain) {
    return ofDomain.getOrDefault(domain, 0) >= mostOfDomain || confirmed.size() >= most;
  }

  /** A few domains whose servers take any address must not leave the others none. */
  private void makeRoomFor(String domain) {
    Map.Entry<String, Integer> largest =
        ofDomain.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    int half = largest.getValue() / 2;
    if (ofDomain.getOrDefault(domain, 0) >= half) {
      return;
    }
    List<String> gone =
        confirmed.keySet().stream()
            .filter(key -> domain(key).equals(largest.getKey()))
            .limit(half)
            .toList();
    gone.forEach(this::forget);
  }

  private void forget(String key) {
    confirmed.remove(key);
    ofDomain.computeIfPresent(domain(key), (name, count) -> count > 1 ? count - 1 : null);
    journal.remove(key);
  }

  private synchronized void forgetExpired(long today) {
    lookedThrough = today;
    full.clear();
    confirmed.values().removeIf(day -> day < today - days);
    ofDomain.clear();
    confirmed.keySet().forEach(key -> ofDomain.merge(domain(key), 1, Integer::sum));
  }

  /** The primary does not know this recipient any more. */
  public synchronized void refute(String address) {
    String key = key(address);
    if (confirmed.containsKey(key)) {
      forget(key);
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

  private static String domain(String key) {
    return key.substring(key.lastIndexOf('@') + 1);
  }

  private long today() {
    return clock.instant().getEpochSecond() / DAY_SECONDS;
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
