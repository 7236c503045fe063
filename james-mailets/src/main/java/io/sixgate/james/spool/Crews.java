package io.sixgate.james.spool;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The threads that hand messages over, in pools by what is known of a destination: those that never
 * answer keep nobody waiting but each other.
 */
final class Crews implements AutoCloseable {
  private final ExecutorService sessions;
  private final ExecutorService newcomers;
  private final ExecutorService scouts;

  Crews(String name, SpoolSettings settings) {
    this.sessions = Threads.upTo(settings.sessions(), name + "-session");
    this.newcomers = Threads.upTo(settings.attempts(), name + "-newcomer");
    this.scouts = Threads.upTo(settings.attempts(), name + "-scout");
  }

  void execute(Lane.Reach reach, Runnable work) {
    ExecutorService pool =
        switch (reach) {
          case UP -> sessions;
          case UNKNOWN -> newcomers;
          case DOWN -> scouts;
        };
    pool.execute(work);
  }

  /** Lets what is under way end for some seconds. */
  @Override
  public void close() {
    sessions.shutdown();
    newcomers.shutdown();
    scouts.shutdown();
    try {
      sessions.awaitTermination(5, TimeUnit.SECONDS);
      scouts.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sessions.shutdownNow();
    newcomers.shutdownNow();
    scouts.shutdownNow();
  }
}
