package io.sixgate.james.checks;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.james.journal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/**
 * Who has to come again: a client's first message from a sender to a recipient waits (RFC 6647).
 * Mail servers repeat; most of what sends spam does not.
 *
 * <p>The client is its /24 or /64. Kept is the second of the first try, or, negative, of the last
 * message that passed. What a crash takes away waits once more.
 */
public final class Greylist implements AutoCloseable {
  /** Mail servers give up after some days; this is when most have come again. */
  private static final int WAITING_SECONDS = (int) Duration.ofDays(2).toSeconds();

  private static final int PASSED_SECONDS = (int) Duration.ofDays(36).toSeconds();
  private static final int DAY_SECONDS = 86_400;
  private static final int LONGEST_KEY = 80;

  private final Journal journal;
  private final Map<String, Integer> entries;
  private final InstantSource clock;
  private final int most;

  public Greylist(Path file, InstantSource clock) throws IOException {
    this(file, clock, 500_000);
  }

  /**
   * @param most entries that are held; beyond that nobody new has to wait
   */
  Greylist(Path file, InstantSource clock, int most) throws IOException {
    this.clock = clock;
    this.most = most;
    this.journal = new Journal(file);
    this.entries = journal.read();
    forgetExpired(now());
    journal.rewrite(entries);
  }

  /** How long it still has to wait; zero: it may pass, and may so from now on. */
  public synchronized Duration wait(
      IpAddress client, String sender, String recipient, Duration delay) {
    int now = now();
    String key = key(client, sender, recipient);
    Integer entry = entries.get(key);
    if (entry == null || isExpired(entry, now)) {
      if (entries.size() >= most) {
        forgetExpired(now);
      }
      if (entries.size() >= most) {
        return Duration.ZERO; // a flood of strangers must not stop the mail of all others
      }
      put(key, now);
      return delay;
    }
    // A clock that was set back must not make anybody wait for longer than he would have.
    long left = entry < 0 ? 0 : Math.min(delay.toSeconds(), entry + delay.toSeconds() - now);
    if (left > 0) {
      return Duration.ofSeconds(left);
    }
    if (entry > 0 || now + entry > DAY_SECONDS) {
      put(key, -now);
    }
    return Duration.ZERO;
  }

  /**
   * A long one is its digest, so that a stranger's long addresses take no more memory than others.
   */
  private static String key(IpAddress client, String sender, String recipient) {
    String key =
        "%s %s %s"
            .formatted(ClientNetwork.neighbours(client).first(), sender, recipient)
            .toLowerCase(Locale.ROOT);
    return key.length() <= LONGEST_KEY ? key : digest(key);
  }

  private static String digest(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void put(String key, int value) {
    entries.put(key, value);
    journal.append(key, value);
    journal.compact(entries);
  }

  private void forgetExpired(int now) {
    for (Iterator<Integer> all = entries.values().iterator(); all.hasNext(); ) {
      if (isExpired(all.next(), now)) {
        all.remove();
      }
    }
  }

  private static boolean isExpired(int entry, int now) {
    return entry > 0 ? now - entry > WAITING_SECONDS : now + entry > PASSED_SECONDS;
  }

  /** Seconds since 1970, until 2038 in an int. */
  private int now() {
    return (int) Math.min(Integer.MAX_VALUE, clock.instant().getEpochSecond());
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
