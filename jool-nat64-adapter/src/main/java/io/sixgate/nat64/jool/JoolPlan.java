package io.sixgate.nat64.jool;

import io.sixgate.agent.loop.Plan;
import io.sixgate.nat64.nft.NftPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is to be done.
 *
 * <p>The order: for a new instance the table first, so that nothing passes unmarked. For one that
 * is there: entries that go, since a port may lead elsewhere next; globals and pool4 in one step,
 * since an entry must lie in pool4; entries that come; then the table, as packets must find the
 * ports of their new mark.
 *
 * @param file from which Jool comes up after a boot
 * @param desired empty if there should be no instance
 * @param instance what becomes of the instance
 * @param settings whether globals or pool4 differ
 * @param remove entries that go
 * @param add entries that come
 * @param present entries there are
 * @param write whether the file differs
 */
record JoolPlan(
    Path file,
    Optional<JoolState> desired,
    Fate instance,
    boolean settings,
    SortedSet<BibKey> remove,
    SortedMap<BibKey, BibTarget> add,
    int present,
    boolean write,
    NftPlan table)
    implements Plan {

  /** What becomes of the instance. */
  enum Fate {
    STAYS,
    IS_MADE,
    /** Another prefix: Jool refuses to change it. */
    IS_MADE_ANEW,
    GOES
  }

  JoolPlan {
    remove = Collections.unmodifiableSortedSet(new TreeSet<>(remove));
    add = Collections.unmodifiableSortedMap(new TreeMap<>(add));
  }

  @Override
  public boolean isEmpty() {
    return instance == Fate.STAYS
        && !settings
        && remove.isEmpty()
        && add.isEmpty()
        && !write
        && table.isEmpty();
  }

  /** Ports and sources that lose their way; a port that leads elsewhere does not. */
  @Override
  public int removals() {
    long gone = remove.stream().filter(key -> !add.containsKey(key)).count();
    return (int) gone + table.removals();
  }

  @Override
  public int present() {
    return present + table.present();
  }

  @Override
  public int drift() {
    return (instance == Fate.STAYS ? 0 : 1)
        + (settings ? 1 : 0)
        + remove.size()
        + (int) add.keySet().stream().filter(key -> !remove.contains(key)).count()
        + table.drift();
  }

  @Override
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    if (write) {
      commands.add((desired.isPresent() ? "# write " : "# remove ") + file);
    }
    if (instance == Fate.IS_MADE || instance == Fate.IS_MADE_ANEW) {
      commands.addAll(table.commands());
    }
    if (instance == Fate.GOES || instance == Fate.IS_MADE_ANEW) {
      commands.add("jool instance remove " + JoolCli.INSTANCE);
    }
    if (instance == Fate.STAYS) {
      remove.forEach(key -> commands.add(command(JoolCli.removal(key))));
    }
    if (desired.isPresent() && (instance != Fate.STAYS || settings)) {
      commands.add("jool file handle " + file);
    }
    if (instance == Fate.STAYS) {
      add.forEach((key, target) -> commands.add(command(JoolCli.addition(key, target))));
    }
    if (instance == Fate.STAYS || instance == Fate.GOES) {
      commands.addAll(table.commands());
    }
    return commands;
  }

  private static String command(String[] words) {
    return "jool -i " + JoolCli.INSTANCE + " " + String.join(" ", words);
  }

  @Override
  public String effect() {
    StringJoiner effect = new StringJoiner(", ");
    switch (instance) {
      case IS_MADE -> effect.add("Jool instance made");
      case IS_MADE_ANEW -> effect.add("Jool instance made anew for another prefix");
      case GOES -> effect.add("Jool instance removed");
      case STAYS -> {
        if (settings) {
          effect.add("pool4 set");
        }
        if (!add.isEmpty() || !remove.isEmpty()) {
          effect.add("%d entries added, %d removed".formatted(add.size(), remove.size()));
        }
      }
    }
    if (!table.isEmpty()) {
      effect.add(table.effect());
    }
    return effect.length() == 0 ? "jool.json written" : effect.toString();
  }
}
