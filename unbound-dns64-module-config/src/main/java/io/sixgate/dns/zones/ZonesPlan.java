package io.sixgate.dns.zones;

import io.sixgate.agent.loop.Plan;
import io.sixgate.dns.dnsdist.ConfigurationPlan;
import io.sixgate.dns.table.TableChanges;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What is to be done at dnsdist.
 *
 * <p>The order: the file of all name servers, from which dnsdist starts, with those that go and
 * those that come; the configuration; new name servers; the tables, so that a zone never leads to a
 * server that is not there yet or no more; then what no table names any more goes.
 *
 * @param configuration the file sixgate.lua
 * @param tables every table
 * @param added name servers
 * @param removed names of name servers
 * @param file whether the file of the name servers says something else than it should
 * @param unreachable why dnsdist could not be asked; its files are planned for all the same
 */
record ZonesPlan(
    ConfigurationPlan configuration,
    Map<TableKind, TableChanges> tables,
    List<Backend> added,
    List<String> removed,
    boolean file,
    Optional<String> unreachable)
    implements Plan {
  ZonesPlan {
    tables = new EnumMap<>(tables);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  @Override
  public boolean isEmpty() {
    return configuration.isEmpty()
        && !file
        && added.isEmpty()
        && removed.isEmpty()
        && tables.values().stream().allMatch(TableChanges::isEmpty);
  }

  /** Zones that go: what an emptied inventory would take from customers. */
  @Override
  public int removals() {
    return tables.get(TableKind.ZONES).removals();
  }

  @Override
  public int present() {
    return tables.get(TableKind.ZONES).before().size();
  }

  ZonesPlan growing() {
    Map<TableKind, TableChanges> rest = new EnumMap<>(TableKind.class);
    tables.forEach((table, changes) -> rest.put(table, changes.growing()));
    return new ZonesPlan(configuration, rest, added, List.of(), file, unreachable);
  }

  @Override
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    unreachable.ifPresent(why -> commands.add("# files only: " + why));
    commands.addAll(configuration.commands());
    if (file) {
      commands.add("# write servers.lua");
    }
    added.forEach(backend -> commands.add(backend.add()));
    tables.values().forEach(table -> commands.addAll(table.commands()));
    removed.forEach(name -> commands.add(Backend.removal(name)));
    return commands;
  }

  /** How much differs; a file that differs alone counts as one. */
  @Override
  public int drift() {
    return tables.values().stream()
            .mapToInt(table -> table.isEmpty() ? 0 : Math.max(1, table.changes().size()))
            .sum()
        + added.size()
        + removed.size()
        + (file && added.isEmpty() && removed.isEmpty() ? 1 : 0)
        + (configuration.write() || configuration.restart().isPresent() ? 1 : 0);
  }

  @Override
  public String effect() {
    StringJoiner effect = new StringJoiner(", ");
    if (!configuration.isEmpty()) {
      effect.add(configuration.effect());
    }
    int gone = removals();
    int here = tables.get(TableKind.ZONES).changes().size() - gone;
    addCount(effect, here, "zones added or changed");
    addCount(effect, gone, "zones removed");
    addCount(effect, tables.get(TableKind.TRANSFERS).changes().size(), "transfers changed");
    addCount(effect, tables.get(TableKind.PARENTS).changes().size(), "parents changed");
    addCount(effect, added.size(), "name servers added");
    addCount(effect, removed.size(), "name servers removed");
    return effect.length() == 0 ? "files written" : effect.toString();
  }

  private static void addCount(StringJoiner effect, int count, String what) {
    if (count > 0) {
      effect.add(count + " " + what);
    }
  }
}
