package io.sixgate.agent.main;

import io.sixgate.agent.loop.Trigger;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/** Something that notices changes by itself while the agent runs: a folder, a server's restart. */
@FunctionalInterface
public interface Watch {

  /**
   * Begins to watch.
   *
   * @param loop to be told of each change; may be called from any thread, and too often
   * @return what ends the watching
   * @throws IOException if it cannot be watched; the agent then does not start
   */
  Closeable start(Consumer<Trigger> loop) throws IOException;
}
