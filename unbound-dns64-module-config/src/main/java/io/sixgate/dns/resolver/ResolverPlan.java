package io.sixgate.dns.resolver;

import io.sixgate.agent.loop.Plan;
import io.sixgate.dns.dnsdist.ConfigurationPlan;
import io.sixgate.dns.table.TableChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What is to be done at Unbound and the dnsdist in front of it.
 *
 * <p>The order: tables, which dnsdist's configuration names; Unbound, which makes the answers; then
 * dnsdist, or at least its cache, which has answers made before.
 *
 * @param unbound the fragment
 * @param front the file sixgate.lua
 * @param tables every table
 * @param unreachable why one of the two could not be asked; files are written all the same
 */
record ResolverPlan(
    ConfigurationPlan unbound,
    ConfigurationPlan front,
    List<TableChanges> tables,
    Optional<String> unreachable)
    implements Plan {
  /** Answers made with the former settings are not given any more. */
  static final String EMPTY_CACHE = "getPool(''):getCache():expunge(0)";

  ResolverPlan {
    tables = List.copyOf(tables);
  }

  @Override
  public boolean isEmpty() {
    return unbound.isEmpty() && front.isEmpty() && tables.stream().allMatch(TableChanges::isEmpty);
  }

  /** Whom it is taken from gets A records again, which he can't use: nothing that needs a brake. */
  @Override
  public int removals() {
    return 0;
  }

  @Override
  public int present() {
    return tables.stream().mapToInt(table -> table.before().size()).sum();
  }

  @Override
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    unreachable.ifPresent(why -> commands.add("# files only: " + why));
    tables.forEach(table -> commands.addAll(table.commands()));
    commands.addAll(unbound.commands());
    if (unbound.restart().isPresent()) {
      commands.add(EMPTY_CACHE);
    }
    commands.addAll(front.commands());
    return commands;
  }

  /** How much differs; a file that differs alone counts as one. */
  @Override
  public int drift() {
    return tables.stream()
            .mapToInt(table -> table.isEmpty() ? 0 : Math.max(1, table.changes().size()))
            .sum()
        + (unbound.write() || unbound.restart().isPresent() ? 1 : 0)
        + (front.write() || front.restart().isPresent() ? 1 : 0);
  }

  @Override
  public String effect() {
    StringJoiner effect = new StringJoiner(", ");
    for (ConfigurationPlan configuration : List.of(unbound, front)) {
      if (!configuration.isEmpty()) {
        effect.add(configuration.effect());
      }
    }
    tables.stream()
        .filter(table -> !table.isEmpty())
        .forEach(
            table ->
                effect.add(
                    "%s: %d entries changed"
                        .formatted(table.table().name(), table.changes().size())));
    return effect.toString();
  }
}
