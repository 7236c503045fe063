package io.sixgate.nat64.load;

import io.sixgate.nat64.load.ShareUse.Ports;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Share;
import io.sixgate.nat64.state.Source;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who uses how many ports: pure. Netfilter gives one port of the pool to several sessions, as long
 * as they go to different servers, so ports run out for one server at a time.
 *
 * @param fullest by mark, of shares that use any
 * @param sessions by mark
 * @param withoutPort sessions that hosts asked for and that found no port, with their share's mark
 */
record Occupancy(
    Map<Integer, Ports> fullest,
    Map<Integer, Long> sessions,
    Map<OutwardSession.Key, Integer> withoutPort) {

  /** Ports of a block that lead to one server. */
  private record Slot(int mark, int block, String protocol, String destination) {}

  /**
   * Counts.
   *
   * @param wanted sessions of the hosts, read before the others; none: not asked for
   * @param withPort sessions that have a port
   */
  static Occupancy of(
      Nat64State state, List<OutwardSession> wanted, List<OutwardSession> withPort) {
    Map<Integer, Integer> marks = new HashMap<>();
    Stream.concat(state.hosts().values().stream(), state.customers().values().stream())
        .forEach((Source source) -> marks.put(source.owner(), source.mark()));
    Map<Slot, Long> taken = new HashMap<>();
    Map<Integer, Long> sessions = new HashMap<>();
    for (OutwardSession session : withPort) {
      Share share = state.shares().get(marks.getOrDefault(session.owner(), 0));
      if (share != null) {
        sessions.merge(share.mark(), 1L, Long::sum);
        Slot slot = slot(share, session);
        if (session.isWithin(share.blocks().get(slot.block()))) {
          taken.merge(slot, 1L, Long::sum);
        }
      }
    }
    Map<Integer, Ports> fullest = new HashMap<>();
    Set<Slot> full = new HashSet<>();
    taken.forEach(
        (slot, count) -> {
          Share share = state.shares().get(slot.mark());
          Ports ports =
              new Ports(
                  slot.protocol(),
                  slot.destination(),
                  count,
                  share.blocks().get(slot.block()).ports().size());
          fullest.merge(slot.mark(), ports, Ports::fuller);
          if (ports.isNearlyFull()) {
            full.add(slot);
          }
        });
    return new Occupancy(fullest, sessions, withoutPort(state, marks, full, wanted, withPort));
  }

  /** Only where ports run out: elsewhere a firewall may have dropped it, or TAYGA. */
  private static Map<OutwardSession.Key, Integer> withoutPort(
      Nat64State state,
      Map<Integer, Integer> marks,
      Set<Slot> full,
      List<OutwardSession> wanted,
      List<OutwardSession> withPort) {
    Map<OutwardSession.Key, Integer> without = new HashMap<>();
    for (OutwardSession session : wanted) {
      Share share = state.shares().get(marks.getOrDefault(session.owner(), 0));
      if (share != null
          && !session.answered()
          && session.hasPorts()
          && full.contains(slot(share, session))) {
        without.put(session.key(), share.mark());
      }
    }
    withPort.forEach(session -> without.remove(session.key()));
    return without;
  }

  /** The block as {@code outer} in the table has it. */
  private static Slot slot(Share share, OutwardSession session) {
    return new Slot(
        share.mark(),
        session.owner() % share.blocks().size(),
        session.protocol(),
        session.destination());
  }

  /** Whether any ports run out. */
  boolean isTight() {
    return fullest.values().stream().anyMatch(Ports::isNearlyFull);
  }
}
