package io.sixgate.nat64.jool;

import io.sixgate.nat64.load.Refused;
import io.sixgate.nat64.load.ShareUse;
import io.sixgate.nat64.load.ShareUse.Ports;
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
 * @param shares by the protocol of which least is left
 * @param full shares that are full or nearly so, one text each
 */
record JoolNumbers(Map<String, Long> counts, List<ShareUse> shares, List<String> full) {
  /** Nothing was read. */
  static final JoolNumbers NONE = new JoolNumbers(Map.of(), List.of(), List.of());

  JoolNumbers {
    shares = List.copyOf(shares);
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
    List<ShareUse> uses = new ArrayList<>();
    for (Share share : shares) {
      Ports fullest = new Ports("", "", 0, share.size());
      int room = Math.min(share.size(), share.sessions().orElse(Integer.MAX_VALUE));
      for (L4 protocol : L4.values()) {
        long taken = share.blocks().stream().mapToLong(block -> taken(used, protocol, block)).sum();
        Ports ports = new Ports(protocol.name(), "", taken, room);
        fullest = taken > fullest.inUse() ? ports : fullest;
        if (ports.isNearlyFull()) {
          full.add(
              "jool: the share %s of %s has %d of %d %s ports in use; give it more ports in the inventory, or look what the host does"
                  .formatted(share.blocks().get(0), share.name(), taken, room, protocol));
        }
      }
      uses.add(new ShareUse(share, fullest, fullest.inUse(), Refused.NOTHING, Refused.NOTHING));
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("mappings", (long) used.size());
    counts.put("sessions", statistics.getOrDefault("JSTAT_SESSIONS", 0L));
    counts.put("shares-nearly-full", (long) full.size());
    return new JoolNumbers(counts, uses, full);
  }

  private static long taken(NavigableSet<BibKey> used, L4 protocol, Block block) {
    BibKey first = new BibKey(protocol, block.address(), block.ports().first());
    BibKey last = new BibKey(protocol, block.address(), block.ports().last());
    return used.subSet(first, true, last, true).size();
  }
}
