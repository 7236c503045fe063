package io.sixgate.snmp.agent;

import io.sixgate.agent.file.RunFolder;
import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.log.Line;
import io.sixgate.agent.loop.Trigger;
import io.sixgate.agent.main.Watch;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.snmp.engine.Refused;
import io.sixgate.snmp.engine.UpTime;
import io.sixgate.snmp.mib.MtaMib;
import io.sixgate.snmp.mib.Natv2Mib;
import io.sixgate.snmp.mib.NetworkServicesMib;
import io.sixgate.snmp.mib.SixgateMib;
import io.sixgate.snmp.mib.SystemMib;
import io.sixgate.snmp.observe.AgentSight;
import io.sixgate.snmp.observe.Changes;
import io.sixgate.snmp.observe.CustomerTraffic;
import io.sixgate.snmp.observe.Seen;
import io.sixgate.snmp.observe.Served;
import io.sixgate.snmp.observe.TrafficFiles;
import io.sixgate.snmp.table.Part;
import io.sixgate.snmp.table.Snapshot;
import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.smi.OID;

/**
 * Looks at the gateway every few seconds. Those who ask get what was seen last, so that their
 * questions cost the gateway nothing but the answer.
 */
public final class Watcher implements Watch {
  /** Below which everything is that it sees. */
  static final List<OID> ROOTS =
      List.of(SystemMib.ROOT, NetworkServicesMib.ROOT, MtaMib.ROOT, Natv2Mib.ROOT, SixgateMib.ROOT);

  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
  private static final long EVERY_SECONDS = 5;

  private final RunFolder run;
  private final InstantSource clock;
  private final UpTime upTime;
  private final Refused refused = new Refused();
  private final Herald herald = new Herald();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "watcher");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Optional<Desired> desired = Optional.empty();
  private volatile Snapshot snapshot = Snapshot.EMPTY;
  private volatile Seen seen = Seen.NOTHING;

  // Of the thread that looks alone.
  private Changes changes = Changes.NONE;
  private String trouble = "";
  private final TrafficFiles trafficFiles;

  public Watcher(RunFolder run, InstantSource clock) {
    this.run = run;
    this.trafficFiles = new TrafficFiles(run);
    this.clock = clock;
    this.upTime = new UpTime(clock.instant());
  }

  /** What should be, from now on; it is looked at at once. */
  void follow(Desired now) {
    desired = Optional.of(now);
    timer.execute(this::look);
  }

  Refused refused() {
    return refused;
  }

  UpTime upTime() {
    return upTime;
  }

  Herald herald() {
    return herald;
  }

  /** What was seen last. */
  Snapshot snapshot() {
    return snapshot;
  }

  /** The same, not yet in the form of SNMP. */
  Seen seen() {
    return seen;
  }

  @Override
  public Closeable start(Consumer<Trigger> loop) {
    var unused =
        timer.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    return timer::shutdownNow;
  }

  private void look() {
    try {
      Optional<Desired> now = desired;
      Optional<Gateway> gateway = now.map(Desired::gateway);
      Served served = now.map(Desired::served).orElse(Served.NOTHING);
      List<Part> parts = new ArrayList<>(now.map(Desired::tables).orElse(List.of()));
      List<AgentSight> agents = AgentSight.all(run, clock);
      List<CustomerTraffic> traffic =
          trafficFiles.read(agents.stream().map(AgentSight::name).toList(), gateway);
      seen = new Seen(clock.instant(), agents, served, traffic);
      changes = changes.next(agents, seen.at());
      parts.add(SystemMib.upTime(upTime));
      parts.add(NetworkServicesMib.applications(agents, changes, upTime));
      parts.addAll(MtaMib.of(agents, seen.at()));
      gateway
          .flatMap(Gateway::nat64)
          .ifPresent(nat64 -> parts.addAll(Natv2Mib.of(agents, nat64, served.sources(), upTime)));
      parts.add(SixgateMib.gateway(seen.at(), served, refused));
      parts.add(SixgateMib.agents(agents));
      parts.add(SixgateMib.spool(agents, seen.at()));
      parts.add(SixgateMib.traffic(traffic));
      parts.add(SixgateMib.health(agents));
      herald.see(seen);
      parts.add(SixgateMib.notices(herald.sent(), herald.waiting()));
      snapshot = new Snapshot(parts);
      tell(trafficFiles.trouble().orElse(""));
    } catch (IOException | RuntimeException e) {
      tell(e instanceof IOException io ? FailureText.of(io) : e.toString());
    }
  }

  /** Once, while it lasts; empty: there is no trouble. */
  private void tell(String text) {
    if (!text.isEmpty() && !text.equals(trouble)) {
      Line.event("not-seen").with("text", text).warn(LOG);
    }
    trouble = text;
  }
}
