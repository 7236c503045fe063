package io.sixgate.sni.router;

import io.sixgate.agent.file.LateSync;
import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Facts;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.BridgeSettings;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.haproxy.configuration.KeptText;
import io.sixgate.haproxy.destination.CustomerPrefixes;
import io.sixgate.haproxy.runtime.Worker;
import io.sixgate.haproxy.sync.HaproxyPlan;
import io.sixgate.haproxy.sync.RunningHaproxy;
import io.sixgate.haproxy.sync.Touched;
import io.sixgate.haproxy.sync.Wanted;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.OwnAddresses;
import io.sixgate.sni.health.AddressHealth;
import io.sixgate.sni.health.MailHealth;
import io.sixgate.sni.route.MapKind;
import io.sixgate.sni.route.RoutingTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps HAProxy's maps and configuration equal to the inventory. */
public final class SniRouter implements Reconciler<HaproxyPlan<MapKind>> {
  /** The agent's name, as in {@code sixgate status}. */
  public static final String NAME = "sni-router";

  private final InventorySource source;
  private final HaproxySettings settings;
  private final RunningHaproxy<MapKind> haproxy;
  private final AddressHealth health = new AddressHealth();
  private final MailHealth mailHealth = new MailHealth();
  private final CustomerPrefixes prefixes;
  private final RoutingTable table = new RoutingTable();
  private Touched<MapKind> touched = Touched.everything();
  private final Wanted<MapKind> wanted = new FromTable();
  private final KeptText<BridgeSettings> configuration =
      new KeptText<>(BridgeConfiguration::render);

  public SniRouter(InventorySource source, HaproxySettings settings) {
    this(source, settings, OwnAddresses.ofThisMachine());
  }

  SniRouter(InventorySource source, HaproxySettings settings, OwnAddresses ownAddresses) {
    this.source = source;
    this.prefixes = new CustomerPrefixes(ownAddresses);
    this.settings = settings;
    this.haproxy =
        new RunningHaproxy<>(settings, BridgeConfiguration.PART, MapKind.class, MapKind.NAMES);
  }

  @Override
  public HaproxyPlan<MapKind> plan(Depth depth) throws IOException {
    Inventory inventory = source.readOrTell();
    health.follow(inventory);
    mailHealth.follow(inventory);
    touched = table.update(inventory, health.take());
    prefixes.look(inventory);
    return haproxy.plan(depth == Depth.FULL || touched.all(), wanted);
  }

  private final class FromTable implements Wanted<MapKind> {
    @Override
    public String configuration() {
      return configuration.of(GatewayFacts.of(table.inventory().gateway(), settings));
    }

    @Override
    public Map<String, String> entries(MapKind map) {
      Map<String, String> entries = table.entries(map);
      return map == MapKind.CUSTOMERS ? prefixes.entries(entries) : entries;
    }

    @Override
    public Set<String> touched(MapKind map) {
      Set<String> keys = touched.keys().get(map);
      return map == MapKind.CUSTOMERS ? prefixes.touched(keys) : keys;
    }

    @Override
    public void afterReading(Set<MapKind> read) {
      boolean readable = read.contains(MapKind.NAMES) && read.contains(MapKind.OVERRIDES);
      if (readable && health.wantsLive()) {
        health.live((map, key) -> haproxy.found(map).get(key));
        table.update(table.inventory(), health.take());
      }
    }
  }

  @Override
  public Optional<HaproxyPlan<MapKind>> withoutRemovals(HaproxyPlan<MapKind> plan) {
    return haproxy.withoutRemovals(plan);
  }

  /** What brings recent changes to the disk: at once, if it is not started. */
  public LateSync sync() {
    return haproxy.sync();
  }

  /** What is known of hosts' addresses; {@code HealthWatch} has them checked. */
  public AddressHealth health() {
    return health;
  }

  /** What is known of hosts' mail servers; {@code MailWatch} has them checked. */
  public MailHealth mailHealth() {
    return mailHealth;
  }

  @Override
  public Outcome apply(HaproxyPlan<MapKind> plan) throws IOException, InterruptedException {
    return haproxy.apply(plan, wanted);
  }

  /** Which HAProxy's maps are known; empty if none's. May be called from any thread. */
  public Optional<Worker> known() {
    return haproxy.known();
  }

  /** Which HAProxy answers now; empty if none does. May be called from any thread. */
  public Optional<Worker> answering() {
    return haproxy.answering();
  }

  /** What a lookup in the running HAProxy finds. */
  public Optional<String> lookUp(MapKind map, String key) throws IOException {
    return haproxy.lookUp(map, key);
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
    counts.put("live-names", (long) haproxy.found(MapKind.NAMES).size());
    counts.put("addresses-checked", health.checked());
    counts.put("addresses-down", health.down());
    if (inventory.gateway().starttls().relay().isPresent()) {
      counts.put("mail-servers-checked", mailHealth.checked());
      counts.put("mail-servers-down", (long) mailHealth.down().size());
    }
    List<String> problems =
        new ArrayList<>(inventory.problems().stream().map(Problem::toString).toList());
    problems.addAll(health.problems());
    problems.addAll(mailHealth.problems());
    return new Facts(
        table.generation(),
        counts,
        problems,
        Map.of("addresses-down", health.downPorts(), "mail-servers-down", mailHealth.downPorts()));
  }
}
