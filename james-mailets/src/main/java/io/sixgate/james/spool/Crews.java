package io.sixgate.james.spool;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The threads that hand messages over, in pools by what is known of a destination: those that never
 * answer keep nobody waiting but each other.
 */
final class Crews implements AutoCloseable {
  private static final int MORE_SESSIONS = 192;

  private final Crew sessions;
  private final Crew newcomers;
  private final Crew scouts;

  Crews(String name, SpoolSettings settings) {
    this.sessions = crew(settings.sessions(), MORE_SESSIONS, name + "-session");
    this.newcomers = crew(settings.attempts(), settings.attempts(), name + "-newcomer");
    this.scouts = crew(settings.attempts(), 0, name + "-scout");
  }

  private static Crew crew(int most, int more, String name) {
    return new Crew(most, more, Crew.PATIENCE, name);
  }

  void execute(Lane.Reach reach, Runnable work) {
    Crew crew =
        switch (reach) {
          case UP -> sessions;
          case UNKNOWN -> newcomers;
          case DOWN -> scouts;
        };
    crew.execute(work);
  }

  /** The thread that calls this is done with one message. Returns whether another one is its. */
  boolean mayGoOn() {
    all().forEach(Crew::move);
    return all().noneMatch(Crew::isTurnOver);
  }

  /** To be called again and again. */
  void adapt() {
    all().forEach(Crew::adapt);
  }

  private Stream<Crew> all() {
    return Stream.of(sessions, newcomers, scouts);
  }

  /** Lets what is under way end for some seconds. */
  @Override
  public void close() {
    sessions.pool().shutdown();
    newcomers.pool().shutdown();
    scouts.pool().shutdown();
    try {
      sessions.pool().awaitTermination(5, TimeUnit.SECONDS);
      scouts.pool().awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sessions.pool().shutdownNow();
    newcomers.pool().shutdownNow();
    scouts.pool().shutdownNow();
  }
}
