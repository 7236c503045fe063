package io.sixgate.sni.health;

import io.sixgate.agent.loop.Trigger;
import io.sixgate.agent.main.Watch;
import java.io.Closeable;
import java.util.function.Consumer;

/** Checks addresses while the agent runs, and tells the loop when that changes anything. */
public record HealthWatch(AddressHealth health) implements Watch {
  @Override
  public Closeable start(Consumer<Trigger> loop) {
    LazyChecks checks = new LazyChecks(health::enter, TcpChecker.NONE);
    health.begin(checks, () -> loop.accept(Trigger.CHANGE));
    return checks;
  }
}
