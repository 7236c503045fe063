package io.sixgate.james.spool;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What a spool did since its start. */
public final class Counters {
  private static final int MOST_DESTINATIONS = 1000;

  final AtomicLong stored = new AtomicLong();
  final AtomicLong delivered = new AtomicLong();
  final AtomicLong deferred = new AtomicLong();
  final AtomicLong failed = new AtomicLong();
  private final AtomicLong full = new AtomicLong();
  private final TrafficTable traffic = new TrafficTable(MOST_DESTINATIONS);
  private volatile Instant lastFull = Instant.EPOCH;

  /** Messages taken. */
  public long stored() {
    return stored.get();
  }

  /** Recipients to whom a message was handed over. */
  public long delivered() {
    return delivered.get();
  }

  /** Attempts after which a message went on waiting. */
  public long deferred() {
    return deferred.get();
  }

  /** Recipients to whom a message could not be delivered. */
  public long failed() {
    return failed.get();
  }

  /** Messages not taken because there was no room. */
  public long full() {
    return full.get();
  }

  /** When that was last; the beginning of time if never. */
  public Instant lastFull() {
    return lastFull;
  }

  /** The same by destination; what did not wait here is added by whoever handed it over. */
  public TrafficTable traffic() {
    return traffic;
  }

  void full(Instant now) {
    full.incrementAndGet();
    lastFull = now;
  }
}
