package io.sixgate.sni.health;

import io.sixgate.agent.loop.Trigger;
import io.sixgate.agent.main.Watch;
import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.sni.route.Target;
import java.io.Closeable;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Checks addresses while the agent runs, and tells the loop when that changes anything. */
public record HealthWatch(AddressHealth health) implements Watch {
  @Override
  public Closeable start(Consumer<Trigger> loop) {
    Checker checker = new Checker(health);
    health.begin(checker, () -> loop.accept(Trigger.CHANGE));
    return checker;
  }

  /** Many gateways have no host with several addresses: Netty is loaded for the first one. */
  private static final class Checker implements AddressHealth.Checks, Closeable {
    private final AddressHealth health;
    private HealthChecks rule = HealthChecks.STANDARD;
    private Optional<TcpChecker> tcp = Optional.empty();

    Checker(AddressHealth health) {
      this.health = health;
    }

    @Override
    public synchronized void begin(Target target) {
      if (tcp.isEmpty()) {
        tcp =
            Optional.of(
                new TcpChecker(
                    TcpChecker.MOST_UNDER_WAY,
                    RandomGenerator.getDefault(),
                    health::enter,
                    TcpChecker.Expected.CONNECTION));
        tcp.get().rule(rule);
      }
      tcp.get().begin(target);
    }

    @Override
    public synchronized void end(Target target) {
      tcp.ifPresent(checker -> checker.end(target));
    }

    @Override
    public synchronized void rule(HealthChecks now) {
      rule = now;
      tcp.ifPresent(checker -> checker.rule(now));
    }

    @Override
    public synchronized void close() {
      tcp.ifPresent(TcpChecker::close);
    }
  }
}
