package io.sixgate.haproxy.sync;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * The keys that a change of the inventory touches.
 *
 * @param all whether everything is to be compared
 * @param keys by map, if not
 */
public record Touched<M>(boolean all, Map<M, Set<String>> keys) {
  public static <M> Touched<M> everything() {
    return new Touched<>(true, Map.of());
  }

  public static <M> Touched<M> only(Map<M, Set<String>> keys) {
    return new Touched<>(false, Collections.unmodifiableMap(keys));
  }
}
