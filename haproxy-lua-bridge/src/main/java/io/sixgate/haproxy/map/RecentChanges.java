package io.sixgate.haproxy.map;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The upper layer of a map: what was changed since the map itself was last written as a whole.
 * HAProxy looks here first. So a change costs what it changes: neither a file with all names is
 * written, nor does HAProxy walk all its entries, as {@code set map} and {@code del map} do until
 * 2.9.
 */
final class RecentChanges {
  /** The value of a key that stands in the map below and is to be found no more. */
  static final String GONE = "gone";

  /** What the layer says of a key, and what the map below says of it, null for nothing. */
  private record Layered(String value, String below) {}

  private final Map<String, Layered> entries = new HashMap<>();

  int size() {
    return entries.size();
  }

  void clear() {
    entries.clear();
  }

  /**
   * Lays what was read of the upper layer over what was read of the map below, which becomes what a
   * lookup finds.
   */
  void layOver(Map<String, String> layer, Map<String, String> found) {
    entries.clear();
    layer.forEach(
        (key, value) -> {
          entries.put(key, new Layered(value, found.get(key)));
          if (value.equals(GONE)) {
            found.remove(key);
          } else {
            found.put(key, value);
          }
        });
  }

  /** What the map below has of a key that a lookup finds with this value, null for nothing. */
  String below(String key, String found) {
    Layered layered = entries.get(key);
    return layered == null ? found : layered.below();
  }

  /** How many more entries the map below has than a lookup finds, and the sum of their hashes. */
  long[] surplus() {
    long[] surplus = new long[2];
    entries.forEach(
        (key, layered) -> {
          boolean found = !layered.value().equals(GONE);
          int more = (layered.below() == null ? 0 : 1) - (found ? 1 : 0);
          surplus[0] += more;
          surplus[1] += more * EntryCount.hash(key);
        });
    return surplus;
  }

  /** The layer as HAProxy has it. */
  Map<String, String> values() {
    Map<String, String> values = new HashMap<>(entries.size() * 2);
    entries.forEach((key, layered) -> values.put(key, layered.value()));
    return values;
  }

  /**
   * Adds to the changes of this layer the one by which a lookup of the key finds another value.
   *
   * @param found the value that a lookup finds now, null for none
   * @param wanted the one that it is to find, null for none
   */
  void translate(String key, String found, String wanted, MapChanges changes) {
    Layered layered = entries.get(key);
    if (Objects.equals(wanted, below(key, found))) {
      changes.removed().add(key);
    } else {
      (layered == null ? changes.added() : changes.set()).put(key, wanted == null ? GONE : wanted);
    }
  }

  /** Notes a change of this layer that was made. */
  void put(String key, String value, String found) {
    entries.put(key, new Layered(value, below(key, found)));
  }

  /** Notes that the key was taken from this layer; gives what a lookup finds now. */
  String remove(String key) {
    return entries.remove(key).below();
  }
}
