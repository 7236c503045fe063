package io.sixgate.haproxy.traffic;

import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.log.Line;
import io.sixgate.agent.loop.Trigger;
import io.sixgate.agent.main.Watch;
import io.sixgate.agent.status.Traffic;
import io.sixgate.agent.status.TrafficFile;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a table of traffic every ten seconds, beside the loop, and writes it down. */
public final class TrafficWatch implements Watch {
  private static final Logger LOG = LoggerFactory.getLogger(TrafficWatch.class);
  private static final long EVERY_SECONDS = 10;

  private final RuntimeApi api;
  private final TrafficTable table;
  private final TrafficFile file;

  // Of the thread that reads alone.
  private boolean complained;

  public TrafficWatch(RuntimeApi api, TrafficTable table, TrafficFile file) {
    this.api = api;
    this.table = table;
    this.file = file;
  }

  @Override
  public Closeable start(Consumer<Trigger> loop) throws IOException {
    file.removeLeftovers();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "traffic");
              thread.setDaemon(true);
              return thread;
            });
    var unused = timer.scheduleWithFixedDelay(this::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    return timer::shutdownNow;
  }

  private void look() {
    try {
      Instant since = Instant.ofEpochSecond(api.worker().startSeconds());
      List<Traffic> rows = table.read(api);
      file.write(since, rows);
      complained = false;
    } catch (RuntimeApiException e) {
      // The agent's passes tell it. What was carried before stays written.
      LOG.debug("no traffic from HAProxy", e);
    } catch (IOException e) {
      if (!complained) {
        Line.event("traffic-not-written").with("text", FailureText.of(e)).warn(LOG);
      }
      complained = true;
    }
  }
}
