package io.sixgate.james.spool;

import java.util.HashMap;
import java.util.Map;

/**
 * How much may wait: bytes of disk for each account, and memory for all. Each message that waits
 * has its envelope in memory; many small ones would fill that long before they fill the disk.
 */
final class Room {
  /** What a message costs in memory beside the text of its envelope. */
  private static final long EACH = 1024;

  private final long quota;
  private final long memory;
  private final Map<String, Share> shares = new HashMap<>();
  private long taken;

  /** What waits for one account. */
  private static final class Share {
    private long bytes;
    private long memory;
  }

  /**
   * @param quota bytes of messages per account
   * @param memory bytes for the envelopes of all that waits; half of it for one account
   */
  Room(long quota, long memory) {
    this.quota = quota;
    this.memory = memory;
  }

  private static long weight(Envelope envelope) {
    return EACH + 2L * EnvelopeText.write(envelope).length();
  }

  /** One more message, of which nothing is written yet; {@link #leave} takes it back. */
  synchronized void enter(Envelope envelope) throws SpoolFull {
    String account = envelope.account();
    Share share = shares.getOrDefault(account, new Share());
    long weight = weight(envelope);
    if (share.bytes >= quota) {
      throw SpoolFull.ofQuota(account, quota);
    }
    if (taken + weight > memory) {
      throw SpoolFull.ofMemory("the mail that waits", memory);
    }
    if (share.memory + weight > memory / 2) {
      throw SpoolFull.ofMemory("the mail that waits for " + account, memory / 2);
    }
    add(envelope, weight, 0);
  }

  /** So much more is about to be written of a message that has entered. */
  synchronized void grow(Envelope envelope, long bytes) throws SpoolFull {
    Share share = shares.get(envelope.account());
    if (share.bytes + bytes > quota) {
      throw SpoolFull.ofQuota(envelope.account(), quota);
    }
    share.bytes += bytes;
  }

  /** A message that lay on the disk already, whether there is room or not. */
  synchronized void restore(Envelope envelope, long bytes) {
    add(envelope, weight(envelope), bytes);
  }

  /** A message is gone, so many bytes of which were counted. */
  synchronized void leave(Envelope envelope, long bytes) {
    add(envelope, -weight(envelope), -bytes);
  }

  private void add(Envelope envelope, long weight, long bytes) {
    Share share = shares.computeIfAbsent(envelope.account(), name -> new Share());
    share.bytes += bytes;
    share.memory += weight;
    taken += weight;
    if (share.memory <= 0) {
      shares.remove(envelope.account());
    }
  }

  /** Bytes that wait for an account. */
  synchronized long used(String account) {
    Share share = shares.get(account);
    return share == null ? 0 : share.bytes;
  }
}
