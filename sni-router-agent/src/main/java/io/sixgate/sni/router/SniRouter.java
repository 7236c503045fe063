package io.sixgate.sni.router;

import io.sixgate.agent.file.LateSync;
import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Facts;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.map.LiveMap;
import io.sixgate.haproxy.map.MapCosts;
import io.sixgate.haproxy.map.MapPlan;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import io.sixgate.haproxy.runtime.RuntimeApiException.Kind;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import io.sixgate.haproxy.runtime.Worker;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Problem;
import io.sixgate.sni.health.AddressHealth;
import io.sixgate.sni.route.MapKind;
import io.sixgate.sni.route.RoutingTable;
import io.sixgate.sni.route.Touched;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps HAProxy's maps and configuration equal to the inventory. */
public final class SniRouter implements Reconciler<RoutingPlan> {
  /** The agent's name, as in {@code sixgate status}. */
  public static final String NAME = "sni-router";

  private final InventorySource source;
  private final HaproxySettings settings;
  private final RuntimeApi api;
  private final HaproxyConfiguration configuration;
  private final AddressHealth health = new AddressHealth();
  private final LateSync sync = new LateSync();
  private final OwnAddresses ownAddresses;
  private final RoutingTable table = new RoutingTable();
  private final Map<MapKind, LiveMap> maps = new EnumMap<>(MapKind.class);

  /** The gateway's own addresses inside customers' prefixes, as entries; now and a pass before. */
  private Map<String, String> own = Map.of();

  private Map<String, String> ownBefore = Map.of();

  /** Whose maps {@link #maps} are; empty if that is not known. Read by another thread. */
  private volatile Optional<Worker> known = Optional.empty();

  public SniRouter(InventorySource source, HaproxySettings settings) {
    this(source, settings, OwnAddresses.ofThisMachine());
  }

  SniRouter(InventorySource source, HaproxySettings settings, OwnAddresses ownAddresses) {
    this.source = source;
    this.ownAddresses = ownAddresses;
    this.settings = settings;
    this.api = new RuntimeApi(new RuntimeSocket(settings.socket(), settings.patience()));
    this.configuration = new HaproxyConfiguration(settings, api);
    for (MapKind map : MapKind.values()) {
      maps.put(map, new LiveMap(settings.map(map), settings.recentMap(map), api, sync));
    }
  }

  @Override
  public RoutingPlan plan(Depth depth) throws IOException {
    Inventory inventory = inventory();
    health.follow(inventory);
    Touched touched = table.update(inventory, health.take());
    ownBefore = own;
    own = ownAddresses.inside(inventory);
    Optional<String> unreachable = Optional.empty();
    Optional<Worker> worker = Optional.empty();
    try {
      worker = Optional.of(api.worker());
    } catch (RuntimeApiException e) {
      if (e.kind() != Kind.UNREACHABLE) {
        throw e;
      }
      unreachable = Optional.of(e.getMessage());
    }
    boolean full = depth == Depth.FULL || touched.all() || !worker.equals(known);
    known = Optional.empty(); // until the plan stands
    ConfigurationPlan configurationPlan =
        configuration.plan(
            BridgeConfiguration.render(settings.bridge(table.inventory().gateway())),
            worker.isPresent());
    Map<MapKind, MapPlan> plans = new EnumMap<>(MapKind.class);
    Set<MapKind> read =
        worker.isPresent() && full ? readWhole(configurationPlan) : EnumSet.noneOf(MapKind.class);
    for (MapKind map : MapKind.values()) {
      if (read.contains(map)) {
        plans.put(map, maps.get(map).plan(desired(map), costs(worker.get())));
      } else if (worker.isEmpty() || full) {
        plans.put(map, planFile(map));
      } else {
        plans.put(
            map, maps.get(map).plan(desired(map), touchedKeys(map, touched), costs(worker.get())));
      }
    }
    known = worker;
    RoutingPlan plan = new RoutingPlan(configurationPlan, plans, unreachable);
    Optional<String> trouble = unreachable.or(configurationPlan::held);
    if (plan.isEmpty() && trouble.isPresent()) {
      throw new IOException(trouble.get());
    }
    return plan;
  }

  /** The inventory's entries; of the customers' prefixes, without the gateway's own addresses. */
  private Map<String, String> desired(MapKind map) {
    if (map != MapKind.CUSTOMERS || own.isEmpty()) {
      return table.entries(map);
    }
    Map<String, String> prefixes = new HashMap<>(table.entries(map));
    prefixes.putAll(own);
    return prefixes;
  }

  private Set<String> touchedKeys(MapKind map, Touched touched) {
    Set<String> keys = touched.keys().get(map);
    if (map != MapKind.CUSTOMERS || own.equals(ownBefore)) {
      return keys;
    }
    Set<String> more = new HashSet<>(keys);
    more.addAll(own.keySet());
    more.addAll(ownBefore.keySet());
    return more;
  }

  @Override
  public Optional<RoutingPlan> withoutRemovals(RoutingPlan plan) {
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Map<MapKind, MapPlan> rest = new EnumMap<>(MapKind.class);
    plan.maps()
        .forEach(
            (map, whole) ->
                rest.put(map, maps.get(map).withoutRemovals(whole, costs(known.get()))));
    return Optional.of(new RoutingPlan(plan.configuration(), rest, plan.unreachable()));
  }

  private Inventory inventory() throws IOException {
    try {
      return source.read();
    } catch (InventoryUnavailable e) {
      throw new IOException(
          "the inventory cannot be used, so all stays as it is: "
              + String.join("; ", e.problems().stream().map(Problem::toString).toList()),
          e);
    }
  }

  /** Tells which maps could be read. */
  private Set<MapKind> readWhole(ConfigurationPlan configurationPlan) throws IOException {
    Set<MapKind> read = EnumSet.noneOf(MapKind.class);
    for (MapKind map : MapKind.values()) {
      try {
        maps.get(map).read(desired(map));
        read.add(map);
      } catch (RuntimeApiException e) {
        // A HAProxy of an older configuration need not know the map.
        if (e.kind() != Kind.REFUSED || !configurationPlan.reload()) {
          throw e;
        }
      }
    }
    boolean readable = read.contains(MapKind.NAMES) && read.contains(MapKind.OVERRIDES);
    if (readable && health.wantsLive()) {
      health.live((map, key) -> maps.get(map).found().get(key));
      table.update(table.inventory(), health.take());
    }
    return read;
  }

  /** For a HAProxy that is not there: it must find the right file when it comes. */
  private MapPlan planFile(MapKind map) throws IOException {
    return maps.get(map).planFiles(desired(map));
  }

  /** What is known of hosts' addresses; {@code HealthWatch} has them checked. */
  public AddressHealth health() {
    return health;
  }

  /** What brings recent changes to the disk: at once, if it is not started. */
  public LateSync sync() {
    return sync;
  }

  private static MapCosts costs(Worker worker) {
    return new MapCosts(worker.changesAreLinear());
  }

  @Override
  public Outcome apply(RoutingPlan plan) throws IOException, InterruptedException {
    Files.createDirectories(settings.state());
    for (MapKind map : MapKind.values()) {
      maps.get(map).writeFiles(plan.maps().get(map), desired(map));
    }
    List<String> failures = new ArrayList<>();
    plan.configuration().held().ifPresent(failures::add);
    if (!plan.configuration().isEmpty()) {
      Optional<String> failure = configuration.apply(plan.configuration());
      if (failure.isEmpty() && plan.configuration().reload()) {
        // The new worker has loaded the files; the next pass reads it.
        known = Optional.empty();
        return new Outcome(changes(plan), failures);
      }
      failure.ifPresent(failures::add);
    }
    if (plan.unreachable().isPresent()) {
      failures.add(plan.unreachable().get());
      return new Outcome(0, failures);
    }
    int done = 0;
    try {
      for (MapKind map : MapKind.values()) {
        done += maps.get(map).grow(plan.maps().get(map), desired(map), failures);
      }
      List<MapKind> backwards = new ArrayList<>(List.of(MapKind.values()));
      Collections.reverse(backwards);
      for (MapKind map : backwards) {
        done += maps.get(map).shrink(plan.maps().get(map), failures);
      }
    } catch (RuntimeApiException e) {
      known = Optional.empty();
      failures.add(e.getMessage());
    }
    return new Outcome(done, failures);
  }

  private static int changes(RoutingPlan plan) {
    return plan.maps().values().stream().mapToInt(map -> map.changes().size()).sum();
  }

  /** Which HAProxy's maps are known; empty if none's. May be called from any thread. */
  public Optional<Worker> known() {
    return known;
  }

  /** Which HAProxy answers now; empty if none does. May be called from any thread. */
  public Optional<Worker> answering() {
    try {
      return Optional.of(api.worker());
    } catch (RuntimeApiException e) {
      return Optional.empty();
    }
  }

  /** What a lookup in the running HAProxy finds. */
  public Optional<String> lookUp(MapKind map, String key) throws IOException {
    return maps.get(map).lookUp(key);
  }

  @Override
  public Facts facts() {
    Inventory inventory = table.inventory();
    if (inventory == null) {
      return Facts.none();
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("customers", (long) inventory.customers().size());
    counts.put(
        "hosts",
        inventory.customers().values().stream()
            .mapToLong((Customer customer) -> customer.hosts().size())
            .sum());
    counts.put("names", (long) table.entries(MapKind.NAMES).size());
    counts.put("overrides", (long) table.entries(MapKind.OVERRIDES).size());
    counts.put("live-names", (long) maps.get(MapKind.NAMES).found().size());
    counts.put("addresses-checked", health.checked());
    counts.put("addresses-down", health.down());
    List<String> problems =
        new ArrayList<>(inventory.problems().stream().map(Problem::toString).toList());
    problems.addAll(health.problems());
    return new Facts(table.generation(), counts, problems);
  }
}
