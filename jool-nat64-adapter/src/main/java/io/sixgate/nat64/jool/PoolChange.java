package io.sixgate.nat64.jool;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How globals and pool4 become what they should be.
 *
 * @param whole whether by a file that names them all, in one step that open sessions survive
 * @param remove if not: rows that go, of ports that lead to hosts
 * @param add then rows that come
 */
record PoolChange(boolean whole, SortedSet<PoolRow> remove, SortedSet<PoolRow> add) {
  /** A file costs as much as some rows do. */
  private static final int SINGLY = 16;

  private static final PoolChange WHOLE = new PoolChange(true, none(), none());

  /** Nothing differs. */
  static final PoolChange NONE = new PoolChange(false, none(), none());

  PoolChange {
    remove = Collections.unmodifiableSortedSet(remove);
    add = Collections.unmodifiableSortedSet(add);
  }

  private static SortedSet<PoolRow> none() {
    return new TreeSet<>();
  }

  /**
   * Ports that lead to hosts come and go with single forwards, and no session is in their rows but
   * those of the forward: they are changed one by one. A share is not, since its ports may go from
   * one mark to another with sessions on them.
   */
  static PoolChange between(JoolState found, JoolState desired) {
    SortedSet<PoolRow> going = PoolRow.difference(found.pool4(), desired.pool4());
    SortedSet<PoolRow> coming = PoolRow.difference(desired.pool4(), found.pool4());
    if (!found.sameGlobals(desired) || !areInbound(going) || !areInbound(coming)) {
      return WHOLE;
    }
    PoolChange singly = new PoolChange(false, rest(going, coming), rest(coming, going));
    return singly.remove.size() + singly.add.size() > SINGLY ? WHOLE : singly;
  }

  private static boolean areInbound(SortedSet<PoolRow> rows) {
    return rows.stream().allMatch(row -> row.mark() == JoolState.INBOUND);
  }

  private static SortedSet<PoolRow> rest(SortedSet<PoolRow> rows, SortedSet<PoolRow> others) {
    SortedSet<PoolRow> rest = new TreeSet<>();
    for (PoolRow row : rows) {
      row.without(others)
          .forEach(block -> rest.add(new PoolRow(row.mark(), row.protocol(), block)));
    }
    return rest;
  }

  boolean isEmpty() {
    return !whole && remove.isEmpty() && add.isEmpty();
  }
}
