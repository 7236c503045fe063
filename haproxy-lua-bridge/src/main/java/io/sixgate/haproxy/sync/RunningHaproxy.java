package io.sixgate.haproxy.sync;

import io.sixgate.agent.file.LateSync;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.haproxy.configuration.ConfigurationFile;
import io.sixgate.haproxy.configuration.ConfigurationPlan;
import io.sixgate.haproxy.configuration.HaproxyPart;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.haproxy.map.LiveMap;
import io.sixgate.haproxy.map.MapCosts;
import io.sixgate.haproxy.map.MapPlan;
import io.sixgate.haproxy.map.NamedMap;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import io.sixgate.haproxy.runtime.RuntimeApiException.Kind;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import io.sixgate.haproxy.runtime.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One agent's part of HAProxy: read, compared and changed as a whole. */
public final class RunningHaproxy<M extends Enum<M> & NamedMap> {
  private final Class<M> kinds;
  private final M counted;
  private final HaproxySettings settings;
  private final RuntimeApi api;
  private final ConfigurationFile configuration;
  private final LateSync sync = new LateSync();
  private final Map<M, LiveMap> maps;

  /** Whose maps {@link #maps} are; empty if that is not known. Read by another thread. */
  private volatile Optional<Worker> known = Optional.empty();

  /**
   * A part that was not read yet.
   *
   * @param counted the map whose entries the brake counts
   */
  public RunningHaproxy(HaproxySettings settings, HaproxyPart part, Class<M> kinds, M counted) {
    this.kinds = kinds;
    this.counted = counted;
    this.settings = settings;
    this.api = new RuntimeApi(new RuntimeSocket(settings.socket(part), settings.patience()));
    this.configuration = new ConfigurationFile(settings, part, api);
    this.maps = new EnumMap<>(kinds);
    for (M map : kinds.getEnumConstants()) {
      maps.put(map, new LiveMap(settings.map(map), settings.recentMap(map), api, sync));
    }
  }

  /**
   * What is to be done.
   *
   * @param full whether everything is read back; it is in any case if HAProxy is another process
   * @throws IOException if it can't be asked though it is there, or if nothing can be done
   */
  public HaproxyPlan<M> plan(boolean full, Wanted<M> wanted) throws IOException {
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
    boolean whole = full || !worker.equals(known);
    known = Optional.empty(); // until the plan stands
    ConfigurationPlan configurationPlan =
        configuration.plan(wanted.configuration(), worker.isPresent());
    Set<M> read =
        worker.isPresent() && whole ? readWhole(wanted, configurationPlan) : EnumSet.noneOf(kinds);
    Map<M, MapPlan> plans = new EnumMap<>(kinds);
    for (M map : kinds.getEnumConstants()) {
      LiveMap live = maps.get(map);
      if (read.contains(map)) {
        plans.put(map, live.plan(wanted.entries(map), costs(worker.get())));
      } else if (worker.isEmpty() || whole) {
        // For a HAProxy that is not there: it must find the right files when it comes.
        plans.put(map, live.planFiles(wanted.entries(map)));
      } else {
        plans.put(map, live.plan(wanted.entries(map), wanted.touched(map), costs(worker.get())));
      }
    }
    known = worker;
    HaproxyPlan<M> plan = new HaproxyPlan<>(configurationPlan, plans, counted, unreachable);
    Optional<String> trouble = unreachable.or(configurationPlan::held);
    if (plan.isEmpty() && trouble.isPresent()) {
      throw new IOException(trouble.get());
    }
    return plan;
  }

  /**
   * The configuration file's text if the running HAProxy was started from it, an empty one if from
   * none; empty if that is not known.
   */
  public Optional<String> loaded() throws IOException {
    try {
      return configuration.loaded();
    } catch (RuntimeApiException e) {
      return Optional.empty();
    }
  }

  /** Tells which maps could be read. */
  private Set<M> readWhole(Wanted<M> wanted, ConfigurationPlan configurationPlan)
      throws IOException {
    Set<M> read = EnumSet.noneOf(kinds);
    for (M map : kinds.getEnumConstants()) {
      try {
        maps.get(map).read(wanted.entries(map));
        read.add(map);
      } catch (RuntimeApiException e) {
        // A HAProxy of an older configuration need not know the map.
        if (e.kind() != Kind.REFUSED || !configurationPlan.reload()) {
          throw e;
        }
      }
    }
    wanted.afterReading(read);
    return read;
  }

  /** The same plan without what goes; empty if HAProxy is not known. */
  public Optional<HaproxyPlan<M>> withoutRemovals(HaproxyPlan<M> plan) {
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Map<M, MapPlan> rest = new EnumMap<>(kinds);
    plan.maps()
        .forEach(
            (map, whole) ->
                rest.put(map, maps.get(map).withoutRemovals(whole, costs(known.get()))));
    return Optional.of(new HaproxyPlan<>(plan.configuration(), rest, counted, plan.unreachable()));
  }

  private static MapCosts costs(Worker worker) {
    return new MapCosts(worker.changesAreLinear());
  }

  /** Carries the plan out as far as it goes. */
  public Outcome apply(HaproxyPlan<M> plan, Wanted<M> wanted)
      throws IOException, InterruptedException {
    Files.createDirectories(settings.state());
    for (M map : kinds.getEnumConstants()) {
      maps.get(map).writeFiles(plan.maps().get(map), wanted.entries(map));
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
    return new Outcome(tell(plan, wanted, failures), failures);
  }

  private int tell(HaproxyPlan<M> plan, Wanted<M> wanted, List<String> failures) {
    int done = 0;
    try {
      for (M map : kinds.getEnumConstants()) {
        done += maps.get(map).grow(plan.maps().get(map), wanted.entries(map), failures);
      }
      List<M> backwards = new ArrayList<>(List.of(kinds.getEnumConstants()));
      Collections.reverse(backwards);
      for (M map : backwards) {
        done += maps.get(map).shrink(plan.maps().get(map), failures);
      }
    } catch (RuntimeApiException e) {
      known = Optional.empty();
      failures.add(e.getMessage());
    }
    return done;
  }

  private int changes(HaproxyPlan<M> plan) {
    return plan.maps().values().stream().mapToInt(map -> map.changes().size()).sum();
  }

  /** What brings recent changes to the disk: at once, if it is not started. */
  public LateSync sync() {
    return sync;
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

  /** What lookups in a map of HAProxy are known to find. */
  public Map<String, String> found(M map) {
    return maps.get(map).found();
  }

  /** What a lookup in the running HAProxy finds. */
  public Optional<String> lookUp(M map, String key) throws IOException {
    return maps.get(map).lookUp(key);
  }
}
