package io.sixgate.agent.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a reconciler knows after a pass, for status and log.
 *
 * @param generation of the desired state; empty if it was never read
 * @param counts numbers by kebab-case name, in the order in which they are to be shown
 * @param problems what is wrong in the inventory, one text each, stable from pass to pass
 * @param tables numbers of single things, e.g. hosts: by table, row and column, all of them
 *     kebab-case except for the rows' names
 */
public record Facts(
    String generation,
    Map<String, Long> counts,
    List<String> problems,
    Map<String, Map<String, Map<String, Long>>> tables) {

  public Facts {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    problems = List.copyOf(problems);
    tables = Collections.unmodifiableMap(new TreeMap<>(tables));
  }

  /** Facts that are about no single thing. */
  public Facts(String generation, Map<String, Long> counts, List<String> problems) {
    this(generation, counts, problems, Map.of());
  }

  /** Before anything was read. */
  public static Facts none() {
    return new Facts("", Map.of(), List.of());
  }
}
