package io.sixgate.sni.route;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * The keys that a change of the inventory touches.
 *
 * @param all whether everything is to be compared
 * @param keys by map, if not
 */
public record Touched(boolean all, Map<MapKind, Set<String>> keys) {
  static Touched everything() {
    return new Touched(true, Map.of());
  }

  static Touched only(Map<MapKind, Set<String>> keys) {
    return new Touched(false, Collections.unmodifiableMap(keys));
  }
}
