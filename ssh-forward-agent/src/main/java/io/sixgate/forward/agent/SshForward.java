package io.sixgate.forward.agent;

import io.sixgate.agent.file.LateSync;
import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Facts;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.forward.cfg.ForwardConfiguration;
import io.sixgate.forward.listen.Listeners;
import io.sixgate.forward.listen.Obstacle;
import io.sixgate.forward.listen.Obstacles;
import io.sixgate.forward.table.ForwardMap;
import io.sixgate.forward.table.ForwardTable;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.haproxy.configuration.KeptText;
import io.sixgate.haproxy.destination.CustomerPrefixes;
import io.sixgate.haproxy.runtime.Worker;
import io.sixgate.haproxy.sync.HaproxyPlan;
import io.sixgate.haproxy.sync.RunningHaproxy;
import io.sixgate.haproxy.sync.Touched;
import io.sixgate.haproxy.sync.Wanted;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.OwnAddresses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps HAProxy's forwards by port equal to the inventory. */
public final class SshForward implements Reconciler<HaproxyPlan<ForwardMap>> {
  /** The agent's name, as in {@code sixgate status}. */
  public static final String NAME = "ssh-forward";

  private final InventorySource source;
  private final RunningHaproxy<ForwardMap> haproxy;
  private final CustomerPrefixes prefixes = new CustomerPrefixes(OwnAddresses.ofThisMachine());
  private final Obstacles machine = new Obstacles();
  private final ForwardTable table = new ForwardTable();
  private final Wanted<ForwardMap> wanted = new FromTable();
  private Touched<ForwardMap> touched = Touched.everything();
  private Listeners listeners = new Listeners(List.of(), List.of());
  private Listeners inAdvance = listeners;
  private final KeptText<Served> configuration;

  /** What the last look found. Read by another thread. */
  private volatile List<Obstacle> obstacles = List.of();

  public SshForward(InventorySource source, HaproxySettings settings) {
    this.source = source;
    this.configuration =
        new KeptText<>(of -> ForwardConfiguration.render(of.gateway(), of.listeners(), settings));
    this.haproxy =
        new RunningHaproxy<>(
            settings, ForwardConfiguration.PART, ForwardMap.class, ForwardMap.PORTS);
  }

  @Override
  public HaproxyPlan<ForwardMap> plan(Depth depth) throws IOException {
    Inventory inventory = source.readOrTell();
    prefixes.look(inventory); // it may fail, and then the table must still show what is new
    touched = table.update(inventory);
    if (touched.all()) {
      inAdvance = Listeners.inAdvance(inventory.gateway());
    }
    boolean elsewhere = touched.all() || touchesOtherPorts();
    if (elsewhere) {
      listeners = Listeners.of(inventory);
    }
    if (elsewhere || depth == Depth.FULL) {
      obstacles = List.copyOf(machine.to(listeners, haproxy.loaded().map(Listeners::parse)));
    }
    return haproxy.plan(depth == Depth.FULL || touched.all(), wanted);
  }

  /** Only a change of a port on which the gateway does not listen in advance moves listeners. */
  private boolean touchesOtherPorts() {
    Set<String> ports = touched.keys().get(ForwardMap.PORTS);
    return !ports.isEmpty() && !inAdvance.coverAll(ports);
  }

  /** What forwards.cfg is made of. */
  private record Served(Gateway gateway, Listeners listeners) {}

  private final class FromTable implements Wanted<ForwardMap> {
    @Override
    public String configuration() {
      return configuration.of(
          new Served(table.inventory().gateway(), listeners.without(obstacles)));
    }

    @Override
    public Map<String, String> entries(ForwardMap map) {
      Map<String, String> entries = table.entries(map);
      return map == ForwardMap.CUSTOMERS ? prefixes.entries(entries) : entries;
    }

    @Override
    public Set<String> touched(ForwardMap map) {
      Set<String> keys = touched.keys().get(map);
      return map == ForwardMap.CUSTOMERS ? prefixes.touched(keys) : keys;
    }
  }

  @Override
  public Outcome apply(HaproxyPlan<ForwardMap> plan) throws IOException, InterruptedException {
    return haproxy.apply(plan, wanted);
  }

  @Override
  public Optional<HaproxyPlan<ForwardMap>> withoutRemovals(HaproxyPlan<ForwardMap> plan) {
    return haproxy.withoutRemovals(plan);
  }

  /** Whether something that stood in a listener's way is gone. May be called from any thread. */
  public boolean isAnObstacleGone() {
    return obstacles.stream().anyMatch(machine::isGone);
  }

  /** What brings recent changes to the disk: at once, if it is not started. */
  public LateSync sync() {
    return haproxy.sync();
  }

  /** Which HAProxy's maps are known; empty if none's. May be called from any thread. */
  public Optional<Worker> known() {
    return haproxy.known();
  }

  /** Which HAProxy answers now; empty if none does. May be called from any thread. */
  public Optional<Worker> answering() {
    return haproxy.answering();
  }

  @Override
  public Facts facts() {
    Inventory inventory = table.inventory();
    if (inventory == null) {
      return Facts.none();
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("forwarded-ports", (long) table.entries(ForwardMap.PORTS).size());
    counts.put("live-ports", (long) haproxy.found(ForwardMap.PORTS).size());
    counts.put("listeners-missing", (long) obstacles.size());
    List<String> problems =
        new ArrayList<>(inventory.problems().stream().map(Problem::toString).toList());
    obstacles.forEach(obstacle -> problems.add(obstacle.text()));
    return new Facts(table.generation(), counts, problems);
  }
}
