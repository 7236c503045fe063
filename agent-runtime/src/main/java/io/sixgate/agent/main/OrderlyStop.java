package io.sixgate.agent.main;

import io.sixgate.agent.loop.AgentLoop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the loop on a signal: the pass at work may end by itself, then it is interrupted, then the
 * process goes anyway. A pass that is cut off does no harm: the next start reads everything back.
 */
final class OrderlyStop {

  /** For a pass to end by itself; systemd allows 90 s by default until it kills. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Exit status of a process that SIGTERM has ended: 128 + 15. */
  private static final int TERMINATED = 143;

  private final AgentLoop loop;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);

  OrderlyStop(AgentLoop loop, Thread thread) {
    this.loop = loop;
    this.thread = thread;
  }

  /** Called by the thread that handles the signal. */
  void begin() {
    loop.stop();
    try {
      if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        thread.interrupt();
        if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          Runtime.getRuntime().halt(TERMINATED);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The loop is over and its last status written. */
  void ended() {
    ended.countDown();
  }
}
