package io.sixgate.nat64.state;

import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.share.Owner;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A part of the pool out of which packets of one mark get their address and port.
 *
 * @param mark of the packets
 * @param owner empty for the one that all share who have none of their own
 * @param blocks in order of address; never empty
 * @param sessions at most at a time; empty: as many as fit
 */
public record Share(int mark, Optional<Owner> owner, List<Block> blocks, OptionalInt sessions) {
  /** The mark of all who have no part of their own. */
  public static final int COMMON = 1;

  /** Of packets from whom nobody knows, or for whom the pool has no room. */
  public static final int NOBODY = 4;

  public Share {
    blocks = blocks.stream().sorted().toList();
  }

  /** Whose it is, in words. */
  public String name() {
    return owner.map(Owner::toString).orElse("the common share");
  }

  /** Whose it is, e.g. {@code acme} or {@code acme/web1}; no owner is called as the common one. */
  public String rowName() {
    return owner.map(Owner::toString).orElse("_common");
  }

  /** Pairs of address and port, for each of TCP, UDP and ICMP. */
  public int size() {
    return blocks.stream().mapToInt(block -> block.ports().size()).sum();
  }
}
