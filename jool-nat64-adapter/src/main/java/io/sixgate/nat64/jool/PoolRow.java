package io.sixgate.nat64.jool;

import io.sixgate.nat64.share.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A row of pool4: ports out of which packets with the mark get theirs. */
record PoolRow(int mark, L4 protocol, Block block) implements Comparable<PoolRow> {
  private static final Comparator<PoolRow> ORDER =
      Comparator.comparing(PoolRow::mark)
          .thenComparing(PoolRow::protocol)
          .thenComparing(PoolRow::block);

  /** Rows that touch each other as one, as Jool keeps them. */
  static SortedSet<PoolRow> joined(SortedSet<PoolRow> rows) {
    SortedSet<PoolRow> joined = new TreeSet<>();
    PoolRow last = null;
    for (PoolRow row : rows) {
      if (last != null && last.touches(row)) {
        joined.remove(last);
        int end = Math.max(last.block.ports().last().number(), row.block.ports().last().number());
        row =
            new PoolRow(
                row.mark,
                row.protocol,
                Block.of(row.block.address(), last.block.ports().first().number(), end));
      }
      joined.add(row);
      last = row;
    }
    return joined;
  }

  private boolean touches(PoolRow next) {
    return mark == next.mark
        && protocol == next.protocol
        && block.address().equals(next.block.address())
        && next.block.ports().first().number() <= block.ports().last().number() + 1;
  }

  /** Rows that the others have not, or not just so. */
  static SortedSet<PoolRow> difference(SortedSet<PoolRow> rows, SortedSet<PoolRow> others) {
    SortedSet<PoolRow> differ = new TreeSet<>(rows);
    differ.removeAll(others);
    return differ;
  }

  boolean covers(BibKey key) {
    return protocol == key.protocol() && block.contains(key.address(), key.port());
  }

  /** As Jool wants them: also one port is a range. */
  String ports() {
    return block.ports().first() + "-" + block.ports().last();
  }

  /** What of this row is in none of the others, whatever their mark. */
  List<Block> without(Iterable<PoolRow> others) {
    List<Block> same = new ArrayList<>();
    for (PoolRow other : others) {
      if (other.protocol == protocol) {
        same.add(other.block);
      }
    }
    return block.without(same);
  }

  @Override
  public int compareTo(PoolRow other) {
    return ORDER.compare(this, other);
  }
}
