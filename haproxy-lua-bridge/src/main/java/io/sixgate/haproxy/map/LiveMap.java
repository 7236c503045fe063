package io.sixgate.haproxy.map;

import io.sixgate.agent.file.FileReplacer;
import io.sixgate.agent.file.LateSync;
import io.sixgate.haproxy.runtime.MapContent;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One map in the running HAProxy: what was read from it, kept up with the changes that it has
 * confirmed since. A large map has a second, small one before it for recent changes ({@link
 * RecentChanges}).
 *
 * <p>A plan is carried out in two halves, so that an agent with several maps can let all of them
 * grow before the first one shrinks.
 */
public final class LiveMap {
  /** From here on the recent changes are moved into the map; their file is some 60 kB then. */
  static final int MOST_RECENT = 1000;

  private final Path file;
  private final Optional<Path> recentFile;
  private final RuntimeApi api;
  private final LateSync sync;
  private final RecentChanges recent = new RecentChanges();
  private EntryTable found = new EntryTable();
  private boolean ambiguous;

  /** A map that was not read yet; each change waits for the disk. */
  public LiveMap(Path file, Optional<Path> recentFile, RuntimeApi api) {
    this(file, recentFile, api, new LateSync());
  }

  /**
   * A map that was not read yet.
   *
   * @param file its file
   * @param recentFile that of the map before it; empty for a map that stays small
   * @param sync brings recent changes to the disk
   */
  public LiveMap(Path file, Optional<Path> recentFile, RuntimeApi api, LateSync sync) {
    this.file = file;
    this.sync = sync;
    this.recentFile = recentFile;
    this.api = api;
  }

  /** What lookups in HAProxy are known to find. */
  public Map<String, String> found() {
    return Collections.unmodifiableMap(found);
  }

  /**
   * Reads everything back.
   *
   * @param desired only to share its strings: equal texts of a million names would cost twice
   */
  public void read(Map<String, String> desired) throws RuntimeApiException {
    if (isAsKnown()) {
      return;
    }
    ambiguous = false;
    EntryTable content = new EntryTable(desired);
    BitSet there = new BitSet(content.size());
    api.read(
        file,
        (key, value) -> {
          int place = content.putAt(key, value);
          ambiguous |= there.get(place);
          there.set(place);
        });
    content.retain(there);
    found = content;
    if (recentFile.isPresent()) {
      MapContent layer = api.read(recentFile.get());
      ambiguous |= layer.ambiguous();
      recent.layOver(layer.entries(), found);
    }
  }

  /** Nearly always, and then a million entries are compared without being kept a second time. */
  private boolean isAsKnown() throws RuntimeApiException {
    if (ambiguous || found.isEmpty()) {
      return false;
    }
    EntryCount below = new EntryCount(this::below);
    api.read(file, below::add);
    if (!isBelow(below)) {
      return false;
    }
    MapContent layer =
        recentFile.isPresent() ? api.read(recentFile.get()) : new MapContent(Map.of(), false);
    return !layer.ambiguous() && layer.entries().equals(recent.values());
  }

  /** Looks one key up in the running HAProxy, as its rules do. */
  public Optional<String> lookUp(String key) throws RuntimeApiException {
    Optional<String> layered =
        recentFile.isPresent() ? api.get(recentFile.get(), key) : Optional.empty();
    return layered.isPresent()
        ? layered.filter(value -> !value.equals(RecentChanges.GONE))
        : api.get(file, key);
  }

  /** What is to be done after a full read: the files are compared, too. */
  public MapPlan plan(Map<String, String> desired, MapCosts costs) throws IOException {
    MapChanges changes = MapChanges.between(desired, found);
    if (!isBelowOnDisk()) {
      return rewrite(changes);
    }
    MapPlan plan = plan(changes, desired.size(), costs);
    // Seldom, and then both files are right again.
    return plan.isEmpty() && !isRecentOnDisk() ? rewrite(changes) : plan;
  }

  /** What is to be done about the given keys, while all others are as they should be. */
  public MapPlan plan(Map<String, String> desired, Iterable<String> keys, MapCosts costs) {
    return plan(MapChanges.between(desired, found, keys), desired.size(), costs);
  }

  /**
   * The same plan without what goes; empty where the rest would be a rewrite, which leaves out what
   * is to go.
   */
  public MapPlan withoutRemovals(MapPlan plan, MapCosts costs) {
    MapChanges kept = MapChanges.none();
    kept.added().putAll(plan.changes().added());
    kept.set().putAll(plan.changes().set());
    MapPlan rest = plan(kept, found.size() + kept.added().size(), costs);
    return rest.rewrite() ? nothing() : rest;
  }

  private MapPlan nothing() {
    MapChanges none = MapChanges.none();
    return new MapPlan(file, none, false, List.of(), file, none, none, found.size(), 0);
  }

  /** For a HAProxy that does not run: it must find the right files when it comes. */
  public MapPlan planFiles(Map<String, String> desired) throws IOException {
    Map<String, String> layer = recentFile.isPresent() ? MapFile.read(recentFile.get()) : Map.of();
    EntryCount below =
        MapFile.count(file, key -> layer.containsKey(key) ? layer.get(key) : desired.get(key));
    // A layer that is not empty need not be told apart: both files are written anew. HAProxy does
    // not start if one is missing.
    boolean fits =
        files().stream().allMatch(Files::exists)
            && layer.isEmpty()
            && below.isAll(desired.size(), EntryCount.hash(desired.keySet()));
    long goneFromLayer =
        layer.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(RecentChanges.GONE))
            .filter(entry -> !desired.containsKey(entry.getKey()))
            .count();
    return new MapPlan(
        file,
        MapChanges.none(),
        !fits,
        fits ? List.of() : files(),
        file,
        MapChanges.none(),
        MapChanges.none(),
        below.present(),
        below.removed() + (int) goneFromLayer);
  }

  private boolean isBelowOnDisk() throws IOException {
    return Files.exists(file) && isBelow(MapFile.count(file, this::below));
  }

  private String below(String key) {
    return recent.below(key, found.get(key));
  }

  /** Whether what was counted is the map below the recent changes. */
  private boolean isBelow(EntryCount count) {
    long[] surplus = recent.surplus();
    return count.isAll(
        (int) (found.size() + surplus[0]), EntryCount.hash(found.keySet()) + surplus[1]);
  }

  private boolean isRecentOnDisk() throws IOException {
    return recentFile.isEmpty()
        || (Files.exists(recentFile.get())
            && MapFile.read(recentFile.get()).equals(recent.values()));
  }

  private MapPlan plan(MapChanges changes, int desiredSize, MapCosts costs) {
    boolean tooMany =
        recentFile.isPresent()
            ? changes.size() + recent.size() > MOST_RECENT
            : costs.rewriteIsCheaper(changes, found.size(), desiredSize);
    if (ambiguous || tooMany || recentFile.filter(sync::hasFailed).isPresent()) {
      return rewrite(changes);
    }
    MapChanges grow = MapChanges.none();
    MapChanges shrink = MapChanges.none();
    changes.added().forEach((key, value) -> translate(key, value, grow));
    changes.set().forEach((key, value) -> translate(key, value, grow));
    changes.removed().forEach(key -> translate(key, null, shrink));
    Path layer = recentFile.orElse(file);
    return new MapPlan(
        file,
        changes,
        false,
        changes.isEmpty() ? List.of() : List.of(layer),
        layer,
        grow,
        shrink,
        found.size(),
        changes.removed().size());
  }

  private void translate(String key, String wanted, MapChanges layer) {
    if (recentFile.isPresent()) {
      recent.translate(key, found.get(key), wanted, layer);
    } else {
      layer.note(key, wanted, found.get(key));
    }
  }

  private MapPlan rewrite(MapChanges changes) {
    return new MapPlan(
        file,
        changes,
        true,
        files(),
        file,
        MapChanges.none(),
        MapChanges.none(),
        found.size(),
        changes.removed().size());
  }

  private List<Path> files() {
    return recentFile.map(layer -> List.of(file, layer)).orElse(List.of(file));
  }

  /**
   * Writes the plan's files. Of two, first the map's: until the other is emptied, its entries say
   * once more what they said before. Recent changes alone do not wait for the disk: what a power
   * cut may lose of them, the next start of the agent writes again.
   */
  public void writeFiles(MapPlan plan, Map<String, String> desired) throws IOException {
    for (Path written : plan.write()) {
      FileReplacer replacer = FileReplacer.keepingMode(written);
      replacer.removeLeftovers();
      FileReplacer.Content content = out -> MapFile.write(content(written, plan, desired), out);
      if (plan.rewrite() || !isRecent(written)) {
        replacer.replace(content);
        sync.mended(written);
      } else {
        replacer.replaceSoon(sync, content);
      }
    }
  }

  private Map<String, String> content(Path written, MapPlan plan, Map<String, String> desired) {
    boolean isLayer = isRecent(written);
    if (plan.rewrite()) {
      return isLayer ? Map.of() : desired;
    }
    Map<String, String> content = isLayer ? recent.values() : new EntryTable(found);
    for (MapChanges changes : List.of(plan.grow(), plan.shrink())) {
      content.putAll(changes.added());
      content.putAll(changes.set());
      changes.removed().forEach(content::remove);
    }
    return content;
  }

  private boolean isRecent(Path some) {
    return recentFile.equals(Optional.of(some));
  }

  /**
   * The plan's first half: what is new or other. A rewrite is done whole.
   *
   * @param refused gets the words of HAProxy for each change that it refused
   * @return changes done
   * @throws RuntimeApiException if HAProxy can't be asked now, so that the rest need not be tried
   */
  public int grow(MapPlan plan, Map<String, String> desired, List<String> refused)
      throws RuntimeApiException {
    if (!plan.rewrite()) {
      return carryOut(plan.layer(), plan.grow(), refused);
    }
    if (!new Commands(api, refused).attempt(() -> api.replace(file))) {
      return 0;
    }
    found = new EntryTable(desired);
    ambiguous = false;
    // What is left of the layer, if this fails, hides the new content: the next pass reads that.
    if (recentFile.isPresent()
        && !new Commands(api, refused).attempt(() -> api.replace(recentFile.get()))) {
      return 0;
    }
    recent.clear();
    return plan.changes().size();
  }

  /** The plan's second half: what goes. As {@link #grow}. */
  public int shrink(MapPlan plan, List<String> refused) throws RuntimeApiException {
    return plan.rewrite() ? 0 : carryOut(plan.layer(), plan.shrink(), refused);
  }

  private int carryOut(Path map, MapChanges changes, List<String> refused)
      throws RuntimeApiException {
    return new Commands(api, refused).carryOut(map, changes, this::noteValue, this::noteGone);
  }

  private void noteValue(String key, String value) {
    if (recentFile.isPresent()) {
      recent.put(key, value, found.get(key));
    }
    noteFound(key, value.equals(RecentChanges.GONE) ? null : value);
  }

  private void noteGone(String key) {
    noteFound(key, recentFile.isPresent() ? recent.remove(key) : null);
  }

  private void noteFound(String key, String value) {
    if (value == null) {
      found.remove(key);
    } else {
      found.put(key, value);
    }
  }
}
