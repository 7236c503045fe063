package io.sixgate.james.spool;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Threads that take turns. A server that has been silent for long in the middle of a message keeps
 * its thread, which then does not count: some more may work in its place.
 */
final class Crew {
  /** When a message takes that long, its server hangs, or wants to. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long TURN_NANOS = Duration.ofSeconds(1).toNanos();

  /** What one thread does; written by that thread. */
  private static final class Turn {
    private final long began = System.nanoTime();
    private volatile long moved = began;
  }

  private final int most;
  private final int more;
  private final long patience;
  private final ThreadPoolExecutor pool;
  private final Map<Thread, Turn> turns = new ConcurrentHashMap<>();

  /**
   * @param most that work at a time
   * @param more beside them, for those that hang
   * @param patience until one counts as hanging
   */
  Crew(int most, int more, Duration patience, String name) {
    this.most = most;
    this.more = more;
    this.patience = patience.toNanos();
    this.pool = Threads.upTo(most, name);
  }

  void execute(Runnable work) {
    pool.execute(
        () -> {
          turns.put(Thread.currentThread(), new Turn());
          try {
            work.run();
          } finally {
            turns.remove(Thread.currentThread());
          }
        });
  }

  /** The thread that calls this is done with one message and goes on with the next. */
  void move() {
    Turn turn = turns.get(Thread.currentThread());
    if (turn != null) {
      turn.moved = System.nanoTime();
    }
  }

  /** Whether the thread that calls this has worked for a while, and others wait for a thread. */
  boolean isTurnOver() {
    Turn turn = turns.get(Thread.currentThread());
    return turn != null
        && !pool.getQueue().isEmpty()
        && System.nanoTime() - turn.began > TURN_NANOS;
  }

  /** To be called again and again: counts who hangs. */
  void adapt() {
    long now = System.nanoTime();
    int hanging = (int) turns.values().stream().filter(turn -> now - turn.moved > patience).count();
    int size = most + Math.min(more, hanging);
    if (size > pool.getCorePoolSize()) {
      pool.setMaximumPoolSize(size);
      pool.setCorePoolSize(size);
    } else if (size < pool.getCorePoolSize()) {
      pool.setCorePoolSize(size);
      pool.setMaximumPoolSize(size);
    }
  }

  ThreadPoolExecutor pool() {
    return pool;
  }
}
