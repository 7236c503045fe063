package io.sixgate.nat64.jool;

import io.sixgate.inventory.net.Port;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Static entries of the binding information base. Ranges of ports are forwarded as a whole, so
 * entries come in runs: adjacent ports that lead to adjacent ports of one host. Runs are as long as
 * they can be, so two of these are equal if their entries are; and twenty thousand entries of three
 * forwards cost no more than three.
 *
 * @param runs by their first entry
 */
record Bib(NavigableMap<BibKey, Run> runs) {
  /** No entries. */
  static final Bib EMPTY = new Bib(Collections.emptyNavigableMap());

  /**
   * So many entries.
   *
   * @param target of the first
   */
  record Run(int length, BibTarget target) {}

  Bib {
    runs = Collections.unmodifiableNavigableMap(runs);
  }

  /** A run and where it begins. */
  record Placed(BibKey key, Run run) {
    private int last() {
      return key.port().number() + run.length - 1;
    }

    private int indexOf(BibKey other) {
      return other.port().number() - key.port().number();
    }

    private boolean has(BibKey other) {
      return key.protocol() == other.protocol()
          && key.address().equals(other.address())
          && indexOf(other) < run.length;
    }

    private boolean isBefore(Placed next) {
      return key.protocol() == next.key.protocol()
          && key.address().equals(next.key.address())
          && next.key.port().number() == last() + 1
          && next.run.target.address().equals(run.target.address())
          && next.run.target.port().number() == run.target.port().number() + run.length;
    }
  }

  /** Of runs that do not overlap, in any order. */
  static Bib of(Collection<Placed> placed) {
    List<Placed> sorted = placed.stream().sorted((a, b) -> a.key.compareTo(b.key)).toList();
    TreeMap<BibKey, Run> runs = new TreeMap<>();
    Placed last = null;
    for (Placed next : sorted) {
      last =
          last != null && last.isBefore(next)
              ? new Placed(last.key, new Run(last.run.length + next.run.length, last.run.target))
              : next;
      runs.put(last.key, last.run);
    }
    return new Bib(runs);
  }

  /** Of single entries. */
  static Bib of(Map<BibKey, BibTarget> entries) {
    return of(entries.entrySet().stream().map(Bib::single).toList());
  }

  private static Placed single(Map.Entry<BibKey, BibTarget> entry) {
    return new Placed(entry.getKey(), new Run(1, entry.getValue()));
  }

  /** The number of entries. */
  int size() {
    return runs.values().stream().mapToInt(Run::length).sum();
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  Optional<BibTarget> get(BibKey key) {
    return around(runs, key).map(run -> target(run.run, run.indexOf(key)));
  }

  /** The run that has the entry. */
  private static Optional<Placed> around(NavigableMap<BibKey, Run> runs, BibKey key) {
    return Optional.ofNullable(runs.floorEntry(key))
        .map(run -> new Placed(run.getKey(), run.getValue()))
        .filter(run -> run.has(key));
  }

  private static BibTarget target(Run run, int index) {
    BibTarget first = run.target;
    return new BibTarget(first.address(), new Port(first.port().number() + index));
  }

  /** Calls with each entry, in order. */
  void forEach(BiConsumer<BibKey, BibTarget> action) {
    runs.forEach((key, run) -> forEach(key, run, action));
  }

  private static void forEach(BibKey key, Run run, BiConsumer<BibKey, BibTarget> action) {
    for (int i = 0; i < run.length; i++) {
      action.accept(
          new BibKey(key.protocol(), key.address(), new Port(key.port().number() + i)),
          target(run, i));
    }
  }

  /** Entries that the other has not, or has for another host: only runs that differ are walked. */
  SortedMap<BibKey, BibTarget> without(Bib other) {
    SortedMap<BibKey, BibTarget> entries = new TreeMap<>();
    runs.forEach(
        (start, run) -> {
          if (!run.equals(other.runs.get(start))) {
            forEach(
                start,
                run,
                (key, target) -> {
                  if (!other.get(key).equals(Optional.of(target))) {
                    entries.put(key, target);
                  }
                });
          }
        });
    return entries;
  }

  /** These without the ones of those keys: runs are cut, not walked. */
  Bib without(Set<BibKey> keys) {
    NavigableMap<BibKey, Run> left = new TreeMap<>(runs);
    keys.forEach(key -> cutOut(left, key));
    return new Bib(left);
  }

  /** These with the others, which stand in the place of those with the same key. */
  Bib with(Map<BibKey, BibTarget> others) {
    NavigableMap<BibKey, Run> all = new TreeMap<>(runs);
    others.forEach(
        (key, target) -> {
          cutOut(all, key);
          all.put(key, new Run(1, target));
        });
    return of(
        all.entrySet().stream().map(run -> new Placed(run.getKey(), run.getValue())).toList());
  }

  private static void cutOut(NavigableMap<BibKey, Run> runs, BibKey key) {
    around(runs, key)
        .ifPresent(
            whole -> {
              runs.remove(whole.key);
              int before = whole.indexOf(key);
              int after = whole.run.length - before - 1;
              if (before > 0) {
                runs.put(whole.key, new Run(before, whole.run.target));
              }
              if (after > 0) {
                Port next = new Port(key.port().number() + 1);
                runs.put(
                    new BibKey(key.protocol(), key.address(), next),
                    new Run(after, target(whole.run, before + 1)));
              }
            });
  }
}
