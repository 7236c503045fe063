package io.sixgate.agent.main;

import io.sixgate.agent.loop.Trigger;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tells the loop that what should be changed.
 *
 * @param source begins to call the given for each change; what it returns ends that
 */
public record ChangeWatch(Function<Runnable, AutoCloseable> source) implements Watch {
  @Override
  public Closeable start(Consumer<Trigger> loop) {
    AutoCloseable watch = source.apply(() -> loop.accept(Trigger.CHANGE));
    return () -> {
      try {
        watch.close();
      } catch (Exception e) {
        throw new IOException("the inventory is watched on: " + e.getMessage(), e);
      }
    };
  }
}
