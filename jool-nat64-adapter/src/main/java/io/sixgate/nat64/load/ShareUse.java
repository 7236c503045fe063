package io.sixgate.nat64.load;

import io.sixgate.nat64.state.Share;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of a share is in use.
 *
 * @param fullest where fewest ports are left
 * @param sessions of all protocols
 * @param overLimit what was refused above the share's number of sessions
 * @param withoutPort sessions for which no port was free
 */
public record ShareUse(
    Share share, Ports fullest, long sessions, Refused overLimit, Refused withoutPort) {
  /** So many shares have a row in the status, those with least left. */
  private static final int ROWS = 500;

  private static final double NEARLY = 0.9;

  /**
   * Ports that are counted together.
   *
   * @param protocol e.g. {@code TCP}; empty if none is in use
   * @param destination address and port that these ports talk to; empty where a port talks to all
   * @param inUse never negative
   * @param room ports there are
   */
  public record Ports(String protocol, String destination, long inUse, long room) {
    /** Whether nine of ten are in use. */
    public boolean isNearlyFull() {
      return inUse > 0 && inUse >= room * NEARLY;
    }

    private double part() {
      return (double) inUse / Math.max(1, room);
    }

    /** The one of which less is left; by name if both are as full. */
    Ports fuller(Ports other) {
      int order = Double.compare(part(), other.part());
      return order > 0 || (order == 0 && destination.compareTo(other.destination) <= 0)
          ? this
          : other;
    }
  }

  /** Whether somebody should look. */
  public boolean isNearlyFull() {
    return fullest.isNearlyFull()
        || hasNearlyAllSessions()
        || overLimit.isRecent()
        || withoutPort.isRecent();
  }

  private boolean hasNearlyAllSessions() {
    return share.sessions().isPresent() && sessions >= share.sessions().getAsInt() * NEARLY;
  }

  /** What an operator should know; nothing if there is room. */
  public List<String> warnings() {
    List<String> all = new ArrayList<>();
    String found =
        "%d sessions found none, the last by %s".formatted(withoutPort.total(), withoutPort.last());
    if (fullest.isNearlyFull()) {
      all.add(
          "nat64: %s has %.0f %% of its %,d %s ports in use%s%s; give it more ports in the inventory, or look what its hosts do"
              .formatted(
                  share.name(),
                  Math.floor(100 * fullest.part()),
                  fullest.room(),
                  fullest.protocol(),
                  fullest.destination().isEmpty() ? "" : " for " + fullest.destination(),
                  withoutPort.isRecent() ? ", and " + found : ""));
    } else if (withoutPort.isRecent()) {
      all.add(
          "nat64: %s had all ports in use that go to one server, and %s; give it more ports in the inventory, or look what its hosts do"
              .formatted(share.name(), found));
    }
    String limit = "; raise its sessions: in the inventory, or look what its hosts do";
    if (overLimit.isRecent()) {
      all.add(
          "nat64: %s was refused %d packets that would begin a session above its %,d, the last by %s%s"
              .formatted(
                  share.name(),
                  overLimit.total(),
                  share.sessions().orElse(0),
                  overLimit.last(),
                  limit));
    } else if (hasNearlyAllSessions()) {
      all.add(
          "nat64: %s has %d of its %,d sessions%s"
              .formatted(share.name(), sessions, share.sessions().orElse(0), limit));
    }
    return all;
  }

  /** Rows of the status file: by owner, of shares that are in use, those with least left. */
  public static SortedMap<String, Map<String, Long>> rows(Collection<ShareUse> shares) {
    SortedMap<String, Map<String, Long>> rows = new TreeMap<>();
    shares.stream()
        .filter(use -> use.sessions > 0 || use.fullest.inUse() > 0 || use.isNearlyFull())
        .sorted(
            Comparator.comparing(ShareUse::isNearlyFull)
                .thenComparing(use -> use.fullest.part())
                .reversed())
        .limit(ROWS)
        .forEach(use -> rows.put(use.share.rowName(), use.columns()));
    return rows;
  }

  private Map<String, Long> columns() {
    Map<String, Long> columns = new LinkedHashMap<>();
    columns.put("ports", fullest.room());
    columns.put("ports-in-use", fullest.inUse());
    columns.put("sessions", sessions);
    share.sessions().ifPresent(most -> columns.put("session-limit", (long) most));
    columns.put("refused-sessions", overLimit.total());
    columns.put("without-port", withoutPort.total());
    columns.put("nearly-full", isNearlyFull() ? 1L : 0L);
    return columns;
  }
}
