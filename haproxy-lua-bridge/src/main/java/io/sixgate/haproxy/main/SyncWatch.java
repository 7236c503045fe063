package io.sixgate.haproxy.main;

import io.sixgate.agent.file.LateSync;
import io.sixgate.agent.loop.Trigger;
import io.sixgate.agent.main.Watch;
import java.io.Closeable;
import java.util.function.Consumer;

/** Brings recent changes to the disk beside the loop; a failure makes a pass. */
public record SyncWatch(LateSync sync) implements Watch {
  @Override
  public Closeable start(Consumer<Trigger> loop) {
    sync.start(() -> loop.accept(Trigger.CHANGE));
    return sync;
  }
}
