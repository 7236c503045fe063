package io.sixgate.nat64.tayga;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.loop.Plan;
import io.sixgate.nat64.nft.NftPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What is to be done: first the table, so that TAYGA carries nothing that it should not, then its
 * configuration.
 *
 * @param before the configuration as it is; empty if there is none
 * @param after as it should be
 * @param restart the command by which TAYGA reads it
 */
public record TaygaPlan(
    Path file, Optional<String> before, Optional<String> after, List<String> restart, NftPlan table)
    implements Plan {
  public TaygaPlan {
    restart = List.copyOf(restart);
  }

  boolean rewrites() {
    return !before.equals(after);
  }

  @Override
  public boolean isEmpty() {
    return !rewrites() && table.isEmpty();
  }

  @Override
  public int removals() {
    return table.removals();
  }

  @Override
  public int present() {
    return table.present();
  }

  @Override
  public int drift() {
    return (rewrites() ? 1 : 0) + table.drift();
  }

  @Override
  public List<String> commands() {
    List<String> commands = new ArrayList<>(table.commands());
    if (rewrites()) {
      commands.add((after.isPresent() ? "# write " : "# remove ") + file);
      after.ifPresent(text -> text.lines().forEach(line -> commands.add("#+" + line)));
      commands.add(Command.of(restart).toString());
    }
    return commands;
  }

  @Override
  public String effect() {
    StringJoiner effect = new StringJoiner(", ");
    if (!table.isEmpty()) {
      effect.add(table.effect());
    }
    if (rewrites()) {
      effect.add("TAYGA restarted");
    }
    return effect.toString();
  }
}
