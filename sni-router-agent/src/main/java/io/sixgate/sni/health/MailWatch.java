package io.sixgate.sni.health;

import io.sixgate.agent.loop.Trigger;
import io.sixgate.agent.main.Watch;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.inventory.net.Ipv6Address;
import java.io.Closeable;
import java.util.function.Consumer;

/** Checks mail servers while the agent runs, and tells HAProxy and the loop what changes. */
public record MailWatch(MailHealth health, RuntimeApi haproxy) implements Watch {
  /** Before it greets a mail server may look up who comes: longer than it takes to connect. */
  private static final int PATIENCE = 4;

  /** Told which host is to be marked as one that fails, or no more; from any thread. */
  interface Marks {
    void mark(Ipv6Address address, boolean failed);
  }

  @Override
  public Closeable start(Consumer<Trigger> loop) {
    LazyChecks checks =
        new LazyChecks(
            health::enter,
            (channel, target, timeoutMillis, told) ->
                Greeting.await(channel, health.mode(target), PATIENCE * timeoutMillis, told));
    MailMarks marks = new MailMarks(haproxy, health::down);
    health.begin(checks, marks::mark, () -> loop.accept(Trigger.CHANGE));
    return () -> {
      checks.close();
      marks.close();
    };
  }
}
