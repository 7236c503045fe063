package io.sixgate.agent.main;

import io.sixgate.agent.lock.AgentLock;
import io.sixgate.agent.log.AgentLog;
import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.log.Line;
import io.sixgate.agent.loop.AgentLoop;
import io.sixgate.agent.loop.ForceFile;
import io.sixgate.agent.loop.LoopSettings;
import io.sixgate.agent.loop.Plan;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.agent.loop.SinglePass;
import io.sixgate.agent.loop.Time;
import io.sixgate.agent.loop.Trigger;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.agent.systemd.SystemdNotifier;
import io.sixgate.agent.systemd.Watchdog;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an agent as its options say, from the main thread of its own process: prints the plan, makes
 * one pass, or runs the loop until SIGTERM or SIGINT.
 */
public final class AgentProcess {

  private static final Logger LOG = LoggerFactory.getLogger(AgentProcess.class);

  private final LoopSettings settings;
  private final AgentOptions options;
  private final Map<String, String> environment;
  private final PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
  private final PrintWriter err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);

  /**
   * Sets up logging, too.
   *
   * @throws picocli.CommandLine.ParameterException if the options make no sense
   */
  public AgentProcess(String agent, String version, AgentOptions options) {
    this.settings = options.settings(agent, version);
    this.options = options;
    this.environment = System.getenv();
    AgentLog.install(agent, options.isVerbose(), environment);
  }

  /**
   * Runs the agent to its end.
   *
   * @param watches started with the loop only, ended after it
   * @return one of {@link ExitCode}
   */
  public <P extends Plan> int run(Reconciler<P> reconciler, List<Watch> watches) {
    try {
      if (options.isPlan()) {
        Preview preview = Preview.of(reconciler, settings);
        preview.print(options.isJson(), out, err);
        return preview.exitCode();
      }
      options.run().create();
      try (AgentLock lock = AgentLock.take(options.run().lock(settings.agent()))) {
        StatusFile file = new StatusFile(options.run().status(settings.agent()));
        file.removeLeftovers();
        return options.isOnce() ? once(reconciler, file) : loop(reconciler, watches, file, lock);
      }
    } catch (IOException e) {
      Line.event("cannot-run").with("text", FailureText.of(e)).warn(LOG);
      return ExitCode.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  private <P extends Plan> int once(Reconciler<P> reconciler, StatusFile file)
      throws IOException, InterruptedException {
    AgentStatus status = SinglePass.run(reconciler, settings, Time.SYSTEM, options.isForce());
    file.write(status.stopped(Instant.now()));
    if (options.isJson()) {
      out.println(StatusFile.json(status));
      out.flush();
    }
    return ExitCode.of(status);
  }

  private <P extends Plan> int loop(
      Reconciler<P> reconciler, List<Watch> watches, StatusFile file, AgentLock lock)
      throws IOException {
    SystemdNotifier systemd = new SystemdNotifier(environment);
    Publisher publisher = new Publisher(file, systemd, lock);
    AgentLoop loop =
        new AgentLoop(
            reconciler,
            settings,
            Time.SYSTEM,
            RandomGenerator.getDefault(),
            new ForceFile(options.run().force(settings.agent())),
            publisher);
    OrderlyStop stop = new OrderlyStop(loop, Thread.currentThread());
    Signals.on("HUP", () -> loop.trigger(Trigger.HANGUP));
    Signals.on("TERM", stop::begin);
    Signals.on("INT", stop::begin);
    List<Closeable> watching = new ArrayList<>();
    try (Watchdog watchdog = new Watchdog(systemd, loop::isTurning)) {
      Watchdog.interval(environment).ifPresent(watchdog::start);
      for (Watch watch : watches) {
        watching.add(watch.start(loop::trigger));
      }
      Line.event("started").with("version", settings.version()).info(LOG);
      AgentStatus last = loop.run();
      publisher.stopping();
      publisher.end(last.stopped(Instant.now()));
      Line.event("stopped").info(LOG);
      return ExitCode.OK;
    } finally {
      stop.ended();
      for (Closeable watch : watching) {
        watch.close();
      }
    }
  }
}
