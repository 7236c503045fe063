package io.sixgate.sni.health;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.sni.health.Verdict.State;
import io.sixgate.sni.route.Health;
import io.sixgate.sni.route.HealthChange;
import io.sixgate.sni.route.LiveAddresses;
import io.sixgate.sni.route.MapKind;
import io.sixgate.sni.route.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * What is known of the addresses of all hosts that have several. Results come from the checker's
 * thread, all else from the loop's.
 *
 * <p>Without a checker, as in {@code sixgate plan}, no address gets a verdict, and so each host
 * stays where HAProxy leads.
 */
public final class AddressHealth {
  /** Told what is to be checked, and how; from any thread. */
  interface Checks {
    void begin(Target target);

    void end(Target target);

    void rule(HealthChecks rule);
  }

  private final HealthLog log = new HealthLog();
  private final SortedMap<HostId, HostHealth> hosts = new TreeMap<>();
  private final Set<Target> notUp = new HashSet<>();
  private final Set<HostId> changed = new HashSet<>();
  private Health known = Health.ALL_UP;
  private Optional<Inventory> inventory = Optional.empty();
  private boolean liveKnown;
  private Optional<Checks> checks = Optional.empty();
  private Runnable onChange = () -> {};

  /** From now on the checks are made, and the listener is told when they change anything. */
  synchronized void begin(Checks checker, Runnable listener) {
    checks = Optional.of(checker);
    onChange = listener;
    inventory.ifPresent(now -> checker.rule(now.gateway().health()));
    hosts.values().forEach(host -> host.targets().forEach(checker::begin));
  }

  /** Takes the inventory's new state; costs what has changed in it. */
  public synchronized void follow(Inventory now) {
    Gateway gateway = now.gateway();
    Optional<Inventory> was = inventory;
    TouchedHosts touched = new TouchedHosts(was, now);
    if (touched.all()) {
      checks.ifPresent(checker -> checker.rule(gateway.health()));
    }
    touched.each(
        hosts.keySet(), (id, host) -> follow(gateway, id, was.flatMap(old -> old.host(id)), host));
    inventory = Optional.of(now);
  }

  private void follow(Gateway gateway, HostId id, Optional<Host> before, Optional<Host> after) {
    Optional<HostHealth> old = Optional.ofNullable(hosts.remove(id));
    Optional<HostHealth> now =
        after
            .filter(host -> host.addresses().size() > 1 && !host.endpoints().isEmpty())
            .map(host -> new HostHealth(gateway, host, before, old));
    Set<Target> had = old.map(host -> Set.copyOf(host.targets())).orElse(Set.of());
    Set<Target> has = now.map(host -> Set.copyOf(host.targets())).orElse(Set.of());
    for (Target target : had) {
      notUp.remove(target);
      if (!has.contains(target)) {
        log.forget(target);
        checks.ifPresent(checker -> checker.end(target));
      }
    }
    for (Target target : has) {
      if (!had.contains(target)) {
        checks.ifPresent(checker -> checker.begin(target));
      }
    }
    now.ifPresent(
        host -> {
          hosts.put(id, host);
          host.ports().forEach(port -> notUp.addAll(port.notUp()));
        });
    if (old.isPresent() || now.isPresent()) {
      changed.add(id);
    }
  }

  /** Whether it matters where HAProxy leads and that was not told yet. */
  public synchronized boolean wantsLive() {
    return !liveKnown && !hosts.isEmpty();
  }

  /**
   * Takes where HAProxy led before this process began.
   *
   * @param maps the value of a key in a map, null for none
   */
  public synchronized void live(BiFunction<MapKind, String, String> maps) {
    liveKnown = true;
    Gateway gateway = inventory.orElseThrow().gateway();
    for (HostHealth host : hosts.values()) {
      host.live(LiveAddresses.of(gateway, host.host(), maps));
      host.ports().forEach(this::renew);
    }
  }

  /** Tells whether other addresses may be used than before. */
  private boolean renew(PortHealth port) {
    Set<Target> out = new HashSet<>(port.notUp());
    boolean news = false;
    for (Target target : port.targets()) {
      if (out.contains(target) ? notUp.add(target) : notUp.remove(target)) {
        changed.add(target.host());
        news = true;
      }
    }
    return news;
  }

  /** What is known now, and of which hosts that is news since the last time. */
  public synchronized HealthChange take() {
    if (!changed.isEmpty()) {
      Set<Target> out = Set.copyOf(notUp);
      known = target -> !out.contains(target);
    }
    HealthChange change = new HealthChange(known, changed);
    changed.clear();
    return change;
  }

  /**
   * Takes a result.
   *
   * @return whether the address has a verdict now
   */
  synchronized boolean enter(Target target, CheckResult result) {
    Optional<PortHealth> found =
        Optional.ofNullable(hosts.get(target.host()))
            .flatMap(host -> host.port(target.port()))
            .filter(port -> port.knows(target.address()));
    if (found.isEmpty()) {
      return true; // it was taken away while the check was under way
    }
    if (result.kind() == CheckResult.Kind.NOT_MADE) {
      log.tellObstacle(result.reason().orElseThrow());
    }
    PortHealth port = found.get();
    Verdict before = port.verdict(target.address());
    port.enter(target.address(), result, inventory.orElseThrow().gateway().health());
    Verdict now = port.verdict(target.address());
    if (!now.is(before.state())) {
      log.tell(port);
      // Down matters to the status even where no visitor moves.
      if (renew(port) || now.is(State.DOWN) || before.is(State.DOWN)) {
        onChange.run();
      }
    }
    return !now.is(State.UNKNOWN);
  }

  /** How many addresses are checked, each on one port or more. */
  public synchronized long checked() {
    return hosts.values().stream().mapToLong(host -> host.host().addresses().size()).sum();
  }

  /** How many of them are down where that is worth telling. */
  public synchronized long down() {
    return downTargets().stream()
        .map(target -> Map.entry(target.host(), target.address()))
        .distinct()
        .count();
  }

  private Set<Target> downTargets() {
    Set<Target> down = new HashSet<>(log.down());
    hosts.values().stream()
        .filter(HostHealth::isSilent)
        .flatMap(host -> host.targets().stream())
        .forEach(down::add);
    return down;
  }

  /** The same one by one, on how many ports, for the status file. */
  public synchronized Map<String, Map<String, Long>> downPorts() {
    return DownTable.of(downTargets());
  }

  /** Hosts that cannot be reached, on all their ports or where that is worth telling. */
  public synchronized List<String> problems() {
    return hosts.values().stream()
        .flatMap(host -> host.problems(inventory.orElseThrow().gateway(), known).stream())
        .toList();
  }
}
