package io.sixgate.sni.main;

import io.sixgate.agent.loop.Trigger;
import io.sixgate.agent.main.Watch;
import io.sixgate.haproxy.runtime.Worker;
import io.sixgate.sni.router.SniRouter;
import java.io.Closeable;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks every second whether HAProxy is still the same process. One that starts while a change is
 * made may have read the files before it and miss the command after it: it must be read back soon,
 * not at the next audit.
 */
final class ServerWatch implements Watch {
  private static final long EVERY_MILLIS = 1000;

  private final SniRouter router;

  /** What the loop was told of: it is told of each change once, and tries again in its own time. */
  private Optional<Worker> told = Optional.empty();

  ServerWatch(SniRouter router) {
    this.router = router;
  }

  @Override
  public Closeable start(Consumer<Trigger> loop) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "haproxy-watch");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleWithFixedDelay(
            () -> look(loop), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return timer::shutdownNow;
  }

  private void look(Consumer<Trigger> loop) {
    Optional<Worker> answering = router.answering();
    if (answering.equals(router.known())) {
      told = answering;
    } else if (!answering.equals(told)) {
      told = answering;
      loop.accept(Trigger.SERVER);
    }
  }
}
