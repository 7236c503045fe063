package io.sixgate.haproxy.map;

import io.sixgate.haproxy.runtime.MapCommand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What leads from one content of a map to another.
 *
 * @param added entries whose keys the map does not hold
 * @param set other values for keys that it holds
 * @param removed keys that go
 */
public record MapChanges(Map<String, String> added, Map<String, String> set, Set<String> removed) {

  /** All changes; cost grows with both contents. */
  public static MapChanges between(Map<String, String> desired, Map<String, String> actual) {
    MapChanges changes = none();
    desired.forEach((key, value) -> changes.note(key, value, actual.get(key)));
    for (String key : actual.keySet()) {
      if (!desired.containsKey(key)) {
        changes.removed.add(key);
      }
    }
    return changes;
  }

  /** The changes of the given keys; cost grows with their number only. */
  public static MapChanges between(
      Map<String, String> desired, Map<String, String> actual, Iterable<String> keys) {
    MapChanges changes = none();
    for (String key : keys) {
      changes.note(key, desired.get(key), actual.get(key));
    }
    return changes;
  }

  static MapChanges none() {
    return new MapChanges(new EntryTable(), new EntryTable(), new LinkedHashSet<>());
  }

  void note(String key, String desired, String actual) {
    if (desired == null) {
      if (actual != null) {
        removed.add(key);
      }
    } else if (actual == null) {
      added.put(key, desired);
    } else if (!desired.equals(actual)) {
      set.put(key, desired);
    }
  }

  public int size() {
    return added.size() + set.size() + removed.size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  /** As typed into the Runtime API of a HAProxy that knows the map by this name. */
  public List<String> commands(String map) {
    List<String> commands = new ArrayList<>(size());
    added.forEach((key, value) -> commands.add(MapCommand.add(map, key, value)));
    set.forEach((key, value) -> commands.add(MapCommand.set(map, key, value)));
    removed.forEach(key -> commands.add(MapCommand.del(map, key)));
    return commands;
  }
}
