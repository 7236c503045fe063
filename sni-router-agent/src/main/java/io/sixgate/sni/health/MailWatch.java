package io.sixgate.sni.health;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.log.Line;
import io.sixgate.agent.loop.Trigger;
import io.sixgate.agent.main.Watch;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.sni.route.Target;
import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks mail servers while the agent runs, and marks in HAProxy those that are down, again and
 * again: a mark fades within two minutes, so nothing stays of an agent that is gone, and a HAProxy
 * that was restarted has the marks again soon.
 */
public record MailWatch(MailHealth health, RuntimeApi haproxy) implements Watch {
  private static final Logger LOG = LoggerFactory.getLogger(MailWatch.class);

  /** Far less than the minute over which HAProxy counts failures. */
  private static final Duration RENEWAL = Duration.ofSeconds(1);

  /** Told what is to be checked, and what has changed; from any thread. */
  interface Checks extends AddressHealth.Checks {
    void cameBack(Ipv6Address address);
  }

  @Override
  public Closeable start(Consumer<Trigger> loop) {
    Checker checker = new Checker(health, haproxy);
    health.begin(checker, () -> loop.accept(Trigger.CHANGE));
    return checker;
  }

  /** Most gateways have no relay: Netty and the thread begin with the first server. */
  private static final class Checker implements Checks, Closeable {
    private final MailHealth health;
    private final RuntimeApi haproxy;
    private HealthChecks rule = HealthChecks.STANDARD;
    private Optional<TcpChecker> tcp = Optional.empty();
    private Optional<ScheduledExecutorService> marks = Optional.empty();
    private boolean told;

    Checker(MailHealth health, RuntimeApi haproxy) {
      this.health = health;
      this.haproxy = haproxy;
    }

    @Override
    public synchronized void begin(Target target) {
      if (tcp.isEmpty()) {
        TcpChecker checker =
            new TcpChecker(
                TcpChecker.MOST_UNDER_WAY,
                RandomGenerator.getDefault(),
                health::enter,
                TcpChecker.Expected.SMTP_GREETING);
        checker.rule(rule);
        tcp = Optional.of(checker);
        ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                new DefaultThreadFactory("mail-marks", true));
        var unused =
            thread.scheduleWithFixedDelay(
                this::renew, 0, RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        marks = Optional.of(thread);
      }
      tcp.get().begin(target);
    }

    private void renew() {
      mark(true, health.down());
    }

    private void mark(boolean down, Iterable<Ipv6Address> addresses) {
      try {
        for (Ipv6Address address : addresses) {
          haproxy.markFailed(address.toString(), down);
        }
        told = false;
      } catch (RuntimeApiException e) {
        if (!told) {
          told = true;
          Line.event("not-marked").with("text", FailureText.of(e)).warn(LOG);
        }
      }
    }

    @Override
    public synchronized void cameBack(Ipv6Address address) {
      marks.ifPresent(thread -> thread.execute(() -> mark(false, List.of(address))));
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
      marks.ifPresent(ScheduledExecutorService::shutdownNow);
    }
  }
}
