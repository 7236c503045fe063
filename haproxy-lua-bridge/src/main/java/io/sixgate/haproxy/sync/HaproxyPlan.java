package io.sixgate.haproxy.sync;

import io.sixgate.agent.loop.Plan;
import io.sixgate.haproxy.configuration.ConfigurationPlan;
import io.sixgate.haproxy.map.MapPlan;
import io.sixgate.haproxy.map.NamedMap;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What is to be done at HAProxy.
 *
 * <p>The order: files of the maps; then the configuration, which loads them; then, in the running
 * HAProxy, what is new in the maps, in their order; then, the other way round, what goes.
 *
 * @param configuration the configuration file
 * @param maps every map
 * @param counted the map whose entries the brake counts
 * @param unreachable why HAProxy could not be asked; its files are planned for all the same
 */
public record HaproxyPlan<M extends Enum<M> & NamedMap>(
    ConfigurationPlan configuration, Map<M, MapPlan> maps, M counted, Optional<String> unreachable)
    implements Plan {
  public HaproxyPlan {
    maps = new EnumMap<>(maps);
  }

  @Override
  public boolean isEmpty() {
    return configuration.isEmpty() && maps.values().stream().allMatch(MapPlan::isEmpty);
  }

  /** What an emptied inventory would take from visitors. */
  @Override
  public int removals() {
    return maps.get(counted).removals();
  }

  @Override
  public int present() {
    return maps.get(counted).present();
  }

  /**
   * Entries that differ; a file that differs alone counts as one, and so does the configuration.
   */
  @Override
  public int drift() {
    boolean configured =
        !configuration.reload()
            && configuration.before().equals(Optional.of(configuration.after()));
    return maps.values().stream()
        .mapToInt(map -> map.isEmpty() ? 0 : Math.max(1, map.changes().size()))
        .reduce(configured ? 0 : 1, Integer::sum);
  }

  @Override
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    unreachable.ifPresent(why -> commands.add("# files only: " + why));
    commands.addAll(configuration.commands());
    maps.values().forEach(map -> commands.addAll(map.commands()));
    return commands;
  }

  @Override
  public String effect() {
    StringJoiner effect = new StringJoiner(", ");
    if (!configuration.isEmpty()) {
      effect.add(configuration.effect());
    }
    maps.values().stream().filter(map -> !map.isEmpty()).forEach(map -> effect.add(map.effect()));
    return effect.toString();
  }
}
