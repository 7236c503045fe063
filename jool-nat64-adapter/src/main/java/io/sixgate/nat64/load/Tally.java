package io.sixgate.nat64.load;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts refusals by share; what is old is told apart by a clock that nobody sets. */
final class Tally {
  private static final Duration RECENT = Duration.ofMinutes(5);

  private final Map<Integer, Entry> entries = new HashMap<>();

  private record Entry(long total, Instant last, long nanos, boolean dated) {}

  /** Counts more, which came about just now. */
  void add(int mark, long more, Instant now, long nanos) {
    if (more > 0) {
      entries.put(mark, new Entry(total(mark) + more, now, nanos, true));
    }
  }

  /** Counts what came about nobody knows when. */
  void addOld(int mark, long more) {
    entries.put(mark, new Entry(total(mark) + more, Instant.EPOCH, 0, false));
  }

  private long total(int mark) {
    Entry entry = entries.get(mark);
    return entry == null ? 0 : entry.total();
  }

  /** Of all shares, those that are no more as well. */
  long total() {
    return entries.values().stream().mapToLong(Entry::total).sum();
  }

  /** What is known of a share. */
  Refused of(int mark, long nanos) {
    Entry entry = entries.get(mark);
    return entry == null
        ? Refused.NOTHING
        : new Refused(
            entry.total(), entry.last(), entry.dated() && nanos - entry.nanos() < RECENT.toNanos());
  }
}
