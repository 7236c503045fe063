package io.sixgate.nat64.jool;

import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.state.Share;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/**
 * What a reading tells of the load.
 *
 * @param counts numbers of the status
 * @param full shares that are full or nearly so, one text each
 */
record JoolNumbers(Map<String, Long> counts, List<String> full) {
  /** Nothing was read. */
  static final JoolNumbers NONE = new JoolNumbers(Map.of(), List.of());

  JoolNumbers {
    full = List.copyOf(full);
  }

  /**
   * Of a reading.
   *
   * @param used ports of sessions
   * @param statistics by the names that Jool has for them
   */
  static JoolNumbers of(
      Collection<Share> shares, NavigableSet<BibKey> used, Map<String, Long> statistics) {
    List<String> full = new ArrayList<>();
    for (Share share : shares) {
      int room = Math.min(share.size(), share.sessions().orElse(Integer.MAX_VALUE));
      for (L4 protocol : L4.values()) {
        long taken = share.blocks().stream().mapToLong(block -> taken(used, protocol, block)).sum();
        if (taken >= room * 0.9) {
          full.add(
              "jool: the share %s has %d of %d %s ports in use; give it more ports in the inventory, or look what the host does"
                  .formatted(share.blocks().get(0), taken, room, protocol));
        }
      }
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("mappings", (long) used.size());
    counts.put("sessions", statistics.getOrDefault("JSTAT_SESSIONS", 0L));
    counts.put("shares-nearly-full", (long) full.size());
    return new JoolNumbers(counts, full);
  }

  private static long taken(NavigableSet<BibKey> used, L4 protocol, Block block) {
    BibKey first = new BibKey(protocol, block.address(), block.ports().first());
    BibKey last = new BibKey(protocol, block.address(), block.ports().last());
    return used.subSet(first, true, last, true).size();
  }
}
