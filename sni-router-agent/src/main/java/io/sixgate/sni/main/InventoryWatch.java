package io.sixgate.sni.main;

import io.sixgate.agent.loop.Trigger;
import io.sixgate.agent.main.Watch;
import io.sixgate.inventory.model.InventorySource;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/** Tells the loop that the inventory changed. */
record InventoryWatch(InventorySource source) implements Watch {
  @Override
  public Closeable start(Consumer<Trigger> loop) {
    AutoCloseable watch = source.watch(() -> loop.accept(Trigger.CHANGE));
    return () -> {
      try {
        watch.close();
      } catch (Exception e) {
        throw new IOException("the inventory is watched on: " + e.getMessage(), e);
      }
    };
  }
}
