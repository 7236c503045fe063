package io.sixgate.sni.health;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.log.Line;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import io.sixgate.inventory.net.Ipv6Address;
import java.io.Closeable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks in HAProxy the hosts whose mail servers are down, at once and then again and again: a mark
 * fades within two minutes, so nothing stays of an agent that is gone, and a HAProxy that was
 * restarted or reloaded has the marks again soon.
 */
final class MailMarks implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(MailMarks.class);

  /** Far less than the minute for which a mark is sure to hold. */
  static final Duration RENEWAL = Duration.ofSeconds(10);

  private final RuntimeApi haproxy;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("mail-marks", true));
  private boolean told;

  MailMarks(RuntimeApi haproxy, Supplier<Set<Ipv6Address>> down) {
    this.haproxy = haproxy;
    var unused =
        thread.scheduleWithFixedDelay(
            () -> down.get().forEach(address -> set(address, true)),
            0,
            RENEWAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Sets or takes away the mark of one host, soon. */
  void mark(Ipv6Address address, boolean failed) {
    thread.execute(() -> set(address, failed));
  }

  private void set(Ipv6Address address, boolean failed) {
    try {
      haproxy.markFailed(address.toString(), failed);
      told = false;
    } catch (RuntimeApiException e) {
      if (!told) {
        told = true;
        Line.event("not-marked").with("text", FailureText.of(e)).warn(LOG);
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
