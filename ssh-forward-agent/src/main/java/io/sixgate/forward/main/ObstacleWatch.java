package io.sixgate.forward.main;

import io.sixgate.agent.loop.Trigger;
import io.sixgate.agent.main.Watch;
import io.sixgate.forward.agent.SshForward;
import java.io.Closeable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks every second whether a port that another program had is free by now. */
record ObstacleWatch(SshForward forward) implements Watch {
  private static final long EVERY_MILLIS = 1000;

  @Override
  public Closeable start(Consumer<Trigger> loop) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "port-watch");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleWithFixedDelay(
            () -> {
              if (forward.isAnObstacleGone()) {
                loop.accept(Trigger.SERVER);
              }
            },
            EVERY_MILLIS,
            EVERY_MILLIS,
            TimeUnit.MILLISECONDS);
    return timer::shutdownNow;
  }
}
