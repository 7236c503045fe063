package io.sixgate.relay.james;

import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread for each session that is being answered, so that none waits for another. Hooks ask
 * customers' servers while the sender waits; on Netty's few threads, each shared by many sessions,
 * a server that does not answer would silence strangers.
 *
 * <p>Of itself it keeps no order; Netty's NonStickyEventExecutorGroup does, session by session.
 */
final class SessionThreads extends AbstractEventExecutor {
  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads;

  /**
   * @param most no more sessions than these are let in
   */
  SessionThreads(String name, int most) {
    AtomicInteger count = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            0,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.CallerRunsPolicy());
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  @Override
  public boolean inEventLoop(Thread thread) {
    return false;
  }

  @Override
  public Future<?> shutdownGracefully(long quiet, long timeout, TimeUnit unit) {
    threads.shutdown();
    return terminationFuture();
  }

  @Override
  @Deprecated
  public void shutdown() {
    threads.shutdown();
  }

  /** Nobody waits for it: what a session still says when the server stops, it says to nobody. */
  @Override
  public Future<?> terminationFuture() {
    return GlobalEventExecutor.INSTANCE.newSucceededFuture(null);
  }

  @Override
  public boolean isShuttingDown() {
    return threads.isShutdown();
  }

  @Override
  public boolean isShutdown() {
    return threads.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return threads.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return threads.awaitTermination(timeout, unit);
  }
}
