package io.sixgate.nat64.jool;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Share;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An instance of Jool, as it should be and as it is.
 *
 * @param pool6 the prefix
 * @param logging whether the kernel log tells of each mapping
 * @param enabled whether it translates
 * @param pool4 rows
 * @param bib static entries
 */
record JoolState(
    Ipv6Prefix pool6, boolean logging, boolean enabled, SortedSet<PoolRow> pool4, Bib bib) {
  /** Of ports that lead to hosts: no packet has this mark, so nobody gets one of them. */
  static final int INBOUND = 2;

  /** Of ports that nobody is given any more and that sessions still use. */
  static final int DRAINING = 3;

  JoolState {
    pool4 = Collections.unmodifiableSortedSet(PoolRow.joined(pool4));
  }

  static JoolState of(Nat64State state) {
    SortedSet<PoolRow> pool4 = new TreeSet<>();
    state.shares().values().forEach(share -> addRows(share, pool4));
    List<Bib.Placed> bib = new ArrayList<>();
    state
        .inbound()
        .forEach(
            (inbound, target) -> {
              if (inbound.address() instanceof Ipv4Address address) {
                L4 protocol = L4.of(inbound.protocol());
                BibKey key = new BibKey(protocol, address, inbound.ports().first());
                BibTarget first = new BibTarget(target.address(), target.port());
                bib.add(new Bib.Placed(key, new Bib.Run(inbound.ports().size(), first)));
                pool4.add(new PoolRow(INBOUND, protocol, new Block(address, inbound.ports())));
              }
            });
    return new JoolState(state.prefix(), state.log(), true, pool4, Bib.of(bib));
  }

  /**
   * Jool takes one port for each mapping, so a share of N ports has room for N mappings: that is
   * how the number of sessions is held down.
   */
  private static void addRows(Share share, SortedSet<PoolRow> pool4) {
    int left = share.sessions().orElse(Integer.MAX_VALUE);
    for (Block block : share.blocks()) {
      int first = block.ports().first().number();
      int ports = Math.min(left, block.ports().size());
      if (ports > 0) {
        Block part = Block.of(block.address(), first, first + ports - 1);
        for (L4 protocol : L4.values()) {
          pool4.add(new PoolRow(share.mark(), protocol, part));
        }
      }
      left -= ports;
    }
  }

  /**
   * Whether hosts could still have sessions by ports that this one takes from the found one's
   * shares, so that their use must be read before it is applied.
   */
  boolean takesFrom(JoolState found) {
    return PoolRow.difference(found.pool4, pool4).stream()
        .anyMatch(
            row ->
                row.mark() != INBOUND && row.mark() != DRAINING && !row.without(pool4).isEmpty());
  }

  /**
   * The same, with those rows of the found state that sessions still use: Jool drops a session when
   * its port leaves pool4, whoever it would belong to next.
   *
   * @param used ports of sessions
   */
  JoolState draining(JoolState found, SortedSet<BibKey> used) {
    SortedSet<PoolRow> rows = new TreeSet<>(pool4);
    for (PoolRow row : PoolRow.difference(found.pool4, pool4)) {
      for (Block going : row.without(pool4)) {
        if (isUsed(row.protocol(), going, used)) {
          rows.add(new PoolRow(DRAINING, row.protocol(), going));
        }
      }
    }
    return new JoolState(pool6, logging, enabled, rows, bib);
  }

  /** The same, with what is draining in the other, until it is known whether that ended. */
  JoolState drainingAs(JoolState other) {
    SortedSet<PoolRow> rows = new TreeSet<>(pool4);
    other.pool4.stream()
        .filter(row -> row.mark() == DRAINING)
        .forEach(
            row ->
                row.without(pool4)
                    .forEach(block -> rows.add(new PoolRow(DRAINING, row.protocol(), block))));
    return rows.size() == pool4.size() ? this : new JoolState(pool6, logging, enabled, rows, bib);
  }

  private static boolean isUsed(L4 protocol, Block block, SortedSet<BibKey> used) {
    SortedSet<BibKey> from =
        used.tailSet(new BibKey(protocol, block.address(), block.ports().first()));
    return !from.isEmpty()
        && from.first().protocol() == protocol
        && block.contains(from.first().address(), from.first().port());
  }

  JoolState withBib(Bib other) {
    return new JoolState(pool6, logging, enabled, pool4, other);
  }

  boolean sameGlobals(JoolState other) {
    return pool6.equals(other.pool6) && logging == other.logging && enabled == other.enabled;
  }
}
