package io.sixgate.agent.main;

import io.sixgate.agent.loop.Trigger;
import java.io.Closeable;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks every second whether the server is still the same process. One that starts while a change
 * is made may have read the files before it and miss the command after it: it must be read back
 * soon, not at the next audit.
 *
 * @param <T> what tells one process of the server from another
 */
public final class ServerWatch<T> implements Watch {
  private static final long EVERY_MILLIS = 1000;

  private final Supplier<Optional<T>> answering;
  private final Supplier<Optional<T>> known;

  /** What the loop was told of: it is told of each change once, and tries again in its own time. */
  private Optional<T> told = Optional.empty();

  /**
   * A watch that was not started yet. Both are asked by a thread of its own.
   *
   * @param answering which server answers now
   * @param known which one the agent knows
   */
  public ServerWatch(Supplier<Optional<T>> answering, Supplier<Optional<T>> known) {
    this.answering = answering;
    this.known = known;
  }

  @Override
  public Closeable start(Consumer<Trigger> loop) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "server-watch");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleWithFixedDelay(
            () -> look(loop), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return timer::shutdownNow;
  }

  private void look(Consumer<Trigger> loop) {
    Optional<T> now = answering.get();
    if (now.equals(known.get())) {
      told = now;
    } else if (!now.equals(told)) {
      told = now;
      loop.accept(Trigger.SERVER);
    }
  }
}
