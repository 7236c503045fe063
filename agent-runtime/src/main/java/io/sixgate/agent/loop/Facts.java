package io.sixgate.agent.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reconciler knows after a pass, for status and log.
 *
 * @param generation of the desired state; empty if it was never read
 * @param counts numbers by kebab-case name, in the order in which they are to be shown
 * @param problems what is wrong in the inventory, one text each, stable from pass to pass
 */
public record Facts(String generation, Map<String, Long> counts, List<String> problems) {

  public Facts {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    problems = List.copyOf(problems);
  }

  /** Before anything was read. */
  public static Facts none() {
    return new Facts("", Map.of(), List.of());
  }
}
