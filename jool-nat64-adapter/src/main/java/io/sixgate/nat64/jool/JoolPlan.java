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
import java.util.function.Predicate;

/**
 * What is to be done.
 *
 * <p>The order: for a new instance the table first, so that nothing passes unmarked. For one that
 * is there: entries that go, since a port may lead elsewhere next; globals and pool4, since an
 * entry must lie in pool4; entries that come; then the table, as packets must find the ports of
 * their new mark; last the file, which names every entry, so that no client waits for its writing.
 *
 * @param file from which Jool comes up after a boot
 * @param settings the file by which globals and pool4 of an instance are set as a whole
 * @param desired with those entries only that are ours to make; empty if there should be no
 *     instance
 * @param instance what becomes of the instance
 * @param pool how globals and pool4 change, if it stays
 * @param remove entries that go
 * @param add entries that come
 * @param foreign somebody else's entries, which stay
 * @param waiting ports of entries that have to wait for those to go
 * @param present entries there are
 * @param write whether the file differs
 */
record JoolPlan(
    Path file,
    Path settings,
    Optional<JoolState> desired,
    Fate instance,
    PoolChange pool,
    SortedSet<BibKey> remove,
    SortedMap<BibKey, BibTarget> add,
    SortedMap<BibKey, BibTarget> foreign,
    SortedSet<BibKey> waiting,
    int present,
    boolean write,
    NftPlan table)
    implements Plan {
  private static final String INSTANCE_REMOVED = "jool instance remove " + JoolCli.INSTANCE;

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
    foreign = Collections.unmodifiableSortedMap(new TreeMap<>(foreign));
    waiting = Collections.unmodifiableSortedSet(new TreeSet<>(waiting));
  }

  /**
   * The difference.
   *
   * @param known the instance as it is; empty if there is none
   * @param written what the file says; empty if there is none
   * @param removable whether an entry that should not be there may be removed
   */
  static JoolPlan between(
      JoolSettings settings,
      Optional<JoolState> desired,
      Optional<JoolState> known,
      Optional<JoolState> written,
      Predicate<BibKey> removable,
      NftPlan table) {
    Fate fate = fate(desired, known);
    PoolChange pool = PoolChange.NONE;
    SortedSet<BibKey> remove = new TreeSet<>();
    SortedMap<BibKey, BibTarget> add = new TreeMap<>();
    SortedMap<BibKey, BibTarget> foreign = new TreeMap<>();
    SortedSet<BibKey> waiting = new TreeSet<>();
    Optional<JoolState> ours = desired;
    if (fate == Fate.STAYS && desired.isPresent() && known.isPresent()) {
      pool = PoolChange.between(known.get(), desired.get());
      known
          .get()
          .bib()
          .without(desired.get().bib())
          .forEach(
              (key, target) -> {
                if (removable.test(key)) {
                  remove.add(key);
                } else {
                  foreign.put(key, target);
                }
              });
      add.putAll(desired.get().bib().without(known.get().bib()));
      waiting.addAll(foreign.keySet());
      waiting.retainAll(add.keySet());
      add.keySet().removeAll(waiting);
      ours = desired.map(wanted -> wanted.withBib(wanted.bib().without(waiting)));
    }
    return new JoolPlan(
        settings.file(),
        settings.poolFile(),
        ours,
        fate,
        pool,
        remove,
        add,
        foreign,
        waiting,
        known.map(state -> state.bib().size()).orElse(0),
        !written.equals(ours),
        table);
  }

  private static Fate fate(Optional<JoolState> desired, Optional<JoolState> known) {
    if (desired.isEmpty()) {
      return known.isEmpty() ? Fate.STAYS : Fate.GOES;
    }
    if (known.isEmpty()) {
      return Fate.IS_MADE;
    }
    return known.get().pool6().equals(desired.get().pool6()) ? Fate.STAYS : Fate.IS_MADE_ANEW;
  }

  boolean isNew() {
    return instance == Fate.IS_MADE || instance == Fate.IS_MADE_ANEW;
  }

  @Override
  public boolean isEmpty() {
    return instance == Fate.STAYS
        && pool.isEmpty()
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
        + (pool.isEmpty() ? 0 : 1)
        + remove.size()
        + (int) add.keySet().stream().filter(key -> !remove.contains(key)).count()
        + table.drift();
  }

  @Override
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    String rewritten = (desired.isPresent() ? "# write " : "# remove ") + file;
    if (isNew()) {
      commands.addAll(table.commands());
      if (instance == Fate.IS_MADE_ANEW) {
        commands.add(INSTANCE_REMOVED);
      }
      commands.add(rewritten);
      commands.add("jool file handle " + file);
      return commands;
    }
    if (instance == Fate.GOES) {
      commands.add(INSTANCE_REMOVED);
    }
    remove.forEach(key -> commands.add(command(JoolCli.removal(key))));
    pool.remove().forEach(row -> commands.add(command(JoolCli.removal(row))));
    pool.add().forEach(row -> commands.add(command(JoolCli.addition(row))));
    if (pool.whole()) {
      commands.add("# write " + settings);
      commands.add("jool file handle " + settings);
    }
    add.forEach((key, target) -> commands.add(command(JoolCli.addition(key, target))));
    commands.addAll(table.commands());
    if (write) {
      commands.add(rewritten);
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
        if (!pool.isEmpty()) {
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
