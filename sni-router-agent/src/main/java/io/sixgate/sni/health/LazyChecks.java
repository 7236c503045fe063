package io.sixgate.sni.health;

import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.sni.route.Target;
import java.io.Closeable;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;

/** Many gateways have nothing to be checked: Netty is loaded for the first target. */
final class LazyChecks implements AddressHealth.Checks, Closeable {
  private final BiPredicate<Target, CheckResult> results;
  private final TcpChecker.Examination examination;
  private HealthChecks rule = HealthChecks.STANDARD;
  private Optional<TcpChecker> tcp = Optional.empty();

  LazyChecks(BiPredicate<Target, CheckResult> results, TcpChecker.Examination examination) {
    this.results = results;
    this.examination = examination;
  }

  @Override
  public synchronized void begin(Target target) {
    if (tcp.isEmpty()) {
      tcp =
          Optional.of(
              new TcpChecker(
                  TcpChecker.MOST_UNDER_WAY, RandomGenerator.getDefault(), results, examination));
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
