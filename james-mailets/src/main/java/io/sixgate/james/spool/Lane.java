package io.sixgate.james.spool;

import io.sixgate.james.spool.Waiting.Where;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that waits for one destination, and whether it can be reached. No I/O and no clock in here.
 */
final class Lane {
  /** What is known of the destination. */
  enum Reach {
    /** Nobody tried yet. */
    UNKNOWN,
    UP,
    DOWN
  }

  private static final Comparator<Waiting> BY_NEXT =
      Comparator.comparing((Waiting waiting) -> waiting.progress.next())
          .thenComparing(waiting -> waiting.message.id());

  final Destination destination;
  private final SortedMap<String, Waiting> all = new TreeMap<>();
  private final Deque<Waiting> ready = new ArrayDeque<>();
  private final PriorityQueue<Waiting> later = new PriorityQueue<>(BY_NEXT);
  private Reach reach = Reach.UNKNOWN;
  private int workers;
  private int failures;
  private boolean breaksOff;
  private Instant nextTry = Instant.EPOCH;
  private Instant downSince = Instant.EPOCH;
  private String downBecause = "";

  Lane(Destination destination) {
    this.destination = destination;
  }

  synchronized Unreachable unreachable() {
    return new Unreachable(destination.name(), downSince, downBecause, nextTry, all.size());
  }

  /** What waits; empty if nothing does. Ids are in the order of arrival. */
  synchronized Optional<Load> load() {
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Load(
                destination.name(),
                all.size(),
                all.values().stream().mapToLong(waiting -> waiting.message.size()).sum(),
                all.values().stream().mapToLong(Waiting::unanswered).sum(),
                all.get(all.firstKey()).message.arrived(),
                reach == Reach.DOWN));
  }

  /** Why the destination cannot be reached; empty if it can. */
  synchronized String because() {
    return downBecause;
  }

  synchronized int size() {
    return all.size();
  }

  synchronized Optional<StoredMessage> message(String id) {
    return Optional.ofNullable(all.get(id)).map(waiting -> waiting.message);
  }

  synchronized void add(Waiting waiting, Instant now) {
    all.put(waiting.message.id(), waiting);
    place(waiting, now);
  }

  private void place(Waiting waiting, Instant now) {
    if (waiting.progress.held()) {
      waiting.where = Where.HELD;
    } else if (waiting.progress.next().isAfter(now)) {
      waiting.where = Where.LATER;
      later.add(waiting);
    } else {
      waiting.where = Where.READY;
      ready.addLast(waiting);
    }
  }

  /** Makes ready what is due. */
  synchronized void advance(Instant now) {
    while (!later.isEmpty() && !later.peek().progress.next().isAfter(now)) {
      Waiting due = later.poll();
      due.where = Where.READY;
      ready.addLast(due);
    }
  }

  /**
   * How many workers may be started now; they count from here on. While it is not known that the
   * destination answers, or when it broke off within the last message, there is one.
   */
  synchronized int hire(Instant now, int most) {
    int wanted;
    if (ready.isEmpty() || (reach == Reach.DOWN && now.isBefore(nextTry))) {
      wanted = 0;
    } else if (reach == Reach.UP && !breaksOff) {
      wanted = Math.min(ready.size(), most - workers);
    } else {
      wanted = workers == 0 ? 1 : 0;
    }
    int hired = Math.max(0, wanted);
    workers += hired;
    return hired;
  }

  synchronized Reach reach() {
    return reach;
  }

  synchronized Optional<Waiting> take(Instant now) {
    if (reach == Reach.DOWN && now.isBefore(nextTry)) {
      return Optional.empty();
    }
    Waiting next = ready.pollFirst();
    if (next != null) {
      next.where = Where.UNDER_WAY;
    }
    return Optional.ofNullable(next);
  }

  synchronized void dismiss() {
    workers--;
  }

  /**
   * Not tried after all. Another one is next: the server may have something against the client of
   * this one, and would never be found for the others.
   */
  synchronized void giveBack(Waiting waiting) {
    waiting.where = Where.READY;
    ready.addLast(waiting);
  }

  synchronized void putBack(Waiting waiting, Progress progress, Instant now) {
    waiting.progress = progress;
    place(waiting, now);
  }

  /** Whether a message had no answer, or all of them. */
  synchronized void endedWith(boolean answers) {
    breaksOff = !answers;
  }

  synchronized void remove(Waiting waiting) {
    all.remove(waiting.message.id());
  }

  /** The destination answers. Returns whether that is news. */
  synchronized boolean up() {
    boolean news = reach != Reach.UP;
    reach = Reach.UP;
    failures = 0;
    downBecause = "";
    return news;
  }

  /** The destination cannot be reached. Returns whether that is news. */
  synchronized boolean down(String because, Instant now, RetryWait wait) {
    boolean news = reach != Reach.DOWN;
    if (news) {
      downSince = now;
      failures = 0;
    }
    reach = Reach.DOWN;
    failures++;
    downBecause = because;
    nextTry = now.plus(wait.after(failures));
    return news;
  }

  /** How long to wait after so many failures. */
  @FunctionalInterface
  interface RetryWait {
    Duration after(int failures);
  }

  /** Whether it was found down, and somebody looks after it or has just done so. */
  synchronized boolean isDown(Instant now) {
    return reach == Reach.DOWN && (!all.isEmpty() || now.isBefore(nextTry));
  }

  /** All at once: those that wait for their time, and the destination itself. */
  synchronized int flush() {
    nextTry = Instant.EPOCH;
    int flushed = ready.size() + later.size();
    List<Waiting> waiting = new ArrayList<>(later);
    later.clear();
    for (Waiting each : waiting) {
      each.where = Where.READY;
      each.progress = each.progress.at(Instant.EPOCH);
      ready.addLast(each);
    }
    return flushed;
  }

  /** Takes a message that nobody has in hand out of the queue, as if to hand it over. */
  synchronized Optional<Waiting> seize(String id) {
    Waiting waiting = all.get(id);
    if (waiting == null || waiting.where == Where.UNDER_WAY) {
      return Optional.empty();
    }
    ready.remove(waiting);
    later.remove(waiting);
    waiting.where = Where.UNDER_WAY;
    return Optional.of(waiting);
  }

  /** Those that arrived before, and that nobody has in hand. */
  synchronized List<String> olderThan(Instant limit) {
    List<String> old = new ArrayList<>();
    for (Waiting waiting : all.values()) {
      if (waiting.message.arrived().isAfter(limit)) {
        break;
      }
      if (waiting.where != Where.UNDER_WAY && waiting.where != Where.HELD) {
        old.add(waiting.message.id());
      }
    }
    return old;
  }

  synchronized boolean isForgettable(Instant now) {
    return all.isEmpty() && workers == 0 && !(reach == Reach.DOWN && now.isBefore(nextTry));
  }

  synchronized List<QueueEntry> entries() {
    List<QueueEntry> entries = new ArrayList<>(all.size());
    for (Waiting waiting : all.values()) {
      entries.add(QueueEntry.of(waiting, standingText()));
    }
    return entries;
  }

  private String standingText() {
    return reach == Reach.DOWN ? downBecause : "";
  }
}
