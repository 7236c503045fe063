package io.sixgate.sni.router;

import io.sixgate.agent.loop.Plan;
import io.sixgate.haproxy.map.MapPlan;
import io.sixgate.sni.route.MapKind;
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
 * HAProxy, what is new in customers, overrides and names, so that a name leads nowhere before its
 * destination is allowed and its exceptions are known; then, the other way round, what goes.
 *
 * @param configuration the file sixgate.cfg
 * @param maps every map
 * @param unreachable why HAProxy could not be asked; its files are planned for all the same
 */
public record RoutingPlan(
    ConfigurationPlan configuration, Map<MapKind, MapPlan> maps, Optional<String> unreachable)
    implements Plan {
  public RoutingPlan {
    maps = new EnumMap<>(maps);
  }

  @Override
  public boolean isEmpty() {
    return configuration.isEmpty() && maps.values().stream().allMatch(MapPlan::isEmpty);
  }

  /** Names that go: what an emptied inventory would take from visitors. */
  @Override
  public int removals() {
    return maps.get(MapKind.NAMES).removals();
  }

  @Override
  public int present() {
    return maps.get(MapKind.NAMES).present();
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
