package io.sixgate.nat64.load;

import io.sixgate.nat64.load.ShareUse.Ports;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How full the shares behind TAYGA are, as of the last reading. */
public final class ShareLoad {
  private final Conntrack conntrack;
  private final Clock clock;
  private final Tally overLimit = new Tally();
  private final Tally withoutPort = new Tally();

  /** By mark, as the kernel had counted at the last reading; null before the first. */
  private Map<Integer, Long> counted;

  private Set<OutwardSession.Key> sawWithoutPort = Set.of();

  /** By mark, at the last reading. */
  private SortedMap<Integer, Share> read = new TreeMap<>();

  private List<ShareUse> shares = List.of();
  private Map<String, Long> counts = Map.of();
  private List<String> trouble = List.of();

  /**
   * Shares of one gateway.
   *
   * @param conntrack the program
   * @param statistics the kernel's file of conntrack's numbers
   */
  public ShareLoad(String conntrack, Path statistics, Clock clock) {
    this.conntrack = new Conntrack(conntrack, statistics);
    this.clock = clock;
  }

  /** Whether the last reading was of these shares. */
  public boolean isOf(Nat64State state) {
    return state.shares().equals(read);
  }

  /**
   * Reads; if that fails the warnings tell it.
   *
   * @param refused packets above a share's number of sessions, by mark, as the kernel counts
   */
  public void read(Nat64State state, Map<Integer, Long> refused) throws InterruptedException {
    read = state.shares();
    long nanos = System.nanoTime();
    count(refused, nanos);
    Occupancy occupancy = new Occupancy(Map.of(), Map.of(), Map.of());
    trouble = List.of();
    counts = new LinkedHashMap<>();
    try {
      occupancy = occupancy(state);
      counts.put("insert-failed", conntrack.insertFailed());
    } catch (IOException e) {
      trouble =
          List.of(
              "nat64: how full the shares are is not known: %s; apt install conntrack"
                  .formatted(e.getMessage()));
    }
    for (Map.Entry<OutwardSession.Key, Integer> session : occupancy.withoutPort().entrySet()) {
      if (!sawWithoutPort.contains(session.getKey())) {
        withoutPort.add(session.getValue(), 1, clock.instant(), nanos);
      }
    }
    sawWithoutPort = Set.copyOf(occupancy.withoutPort().keySet());
    List<ShareUse> now = new ArrayList<>();
    for (Share share : state.shares().values()) {
      now.add(
          new ShareUse(
              share,
              occupancy
                  .fullest()
                  .getOrDefault(
                      share.mark(), new Ports("", "", 0, share.blocks().get(0).ports().size())),
              occupancy.sessions().getOrDefault(share.mark(), 0L),
              overLimit.of(share.mark(), nanos),
              withoutPort.of(share.mark(), nanos)));
    }
    shares = now;
    counts.put("sessions", now.stream().mapToLong(ShareUse::sessions).sum());
    counts.put("without-port", (long) sawWithoutPort.size());
    counts.put("share-drops", overLimit.total() + withoutPort.total());
    counts.put("shares-nearly-full", now.stream().filter(ShareUse::isNearlyFull).count());
  }

  /** Nobody has a share. */
  public void clear() {
    read = new TreeMap<>();
    shares = List.of();
    counts = Map.of();
    trouble = List.of();
  }

  /** In this order a session that has begun meanwhile is in the second list, too. */
  private Occupancy occupancy(Nat64State state) throws IOException, InterruptedException {
    Occupancy first = Occupancy.of(state, List.of(), conntrack.withPort());
    if (!first.isTight()) {
      return first;
    }
    List<OutwardSession> wanted = conntrack.wanted(state.prefix());
    return Occupancy.of(state, wanted, conntrack.withPort());
  }

  /** The kernel counts from 0 when the table was replaced. */
  private void count(Map<Integer, Long> refused, long nanos) {
    refused.forEach(
        (mark, total) -> {
          if (counted == null) {
            overLimit.addOld(mark, total);
          } else {
            long before = counted.getOrDefault(mark, 0L);
            overLimit.add(mark, total < before ? total : total - before, clock.instant(), nanos);
          }
        });
    counted = Map.copyOf(refused);
  }

  /** Numbers of the status. */
  public Map<String, Long> counts() {
    return counts;
  }

  /** What an operator should know. */
  public List<String> warnings() {
    List<String> all = new ArrayList<>(trouble);
    shares.forEach(share -> all.addAll(share.warnings()));
    return all;
  }

  /** Rows of the status, by owner. */
  public SortedMap<String, Map<String, Long>> rows() {
    return new TreeMap<>(ShareUse.rows(shares));
  }
}
