package io.sixgate.james.smtp;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes what is overdue. A read has a timeout of its own; a write to a server that reads no more
 * has none, and only closing the socket ends it.
 */
final class Deadlines {
  private static final long SWEEP_MILLIS = 250;

  private static final Map<Deadlines, Boolean> WATCHED = new ConcurrentHashMap<>();

  static {
    ScheduledExecutorService sweeper =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "smtp-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> unused = // sweep() throws nothing
        sweeper.scheduleWithFixedDelay(
            Deadlines::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static final long NEVER = Long.MAX_VALUE;

  private final Closeable connection;
  private volatile long due = NEVER;
  private volatile boolean missed;

  Deadlines(Closeable connection) {
    this.connection = connection;
    WATCHED.put(this, true);
  }

  /** From now on the connection is closed after so many nanoseconds. */
  void within(long nanos) {
    due = System.nanoTime() + nanos;
  }

  /** No more deadline, until the next. */
  void met() {
    due = NEVER;
  }

  /** The connection is closed: nothing to watch. */
  void forget() {
    WATCHED.remove(this);
  }

  boolean missed() {
    return missed;
  }

  long nanosLeft() {
    return due - System.nanoTime();
  }

  private static void sweep() {
    long now = System.nanoTime();
    for (Deadlines watched : WATCHED.keySet()) {
      long due = watched.due;
      if (due != NEVER && now - due > 0) {
        watched.missed = true;
        watched.forget();
        try {
          watched.connection.close();
        } catch (IOException e) {
          // It is gone either way.
        }
      }
    }
  }
}
