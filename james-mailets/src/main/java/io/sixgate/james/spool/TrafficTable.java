package io.sixgate.james.spool;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Traffic by destination, in bounded memory: the destinations that came first have rows of their
 * own, and all others share one. Who sends chooses destinations outward.
 */
public final class TrafficTable {
  /** The row of all destinations that have none of their own; no destination's name. */
  public static final String OTHERS = "*";

  private final int most;
  private final SortedMap<String, Traffic> rows = new TreeMap<>();

  /**
   * An empty table.
   *
   * @param most destinations that have rows of their own
   */
  TrafficTable(int most) {
    this.most = most;
  }

  /** More went for a destination. */
  public synchronized void add(Destination destination, Traffic more) {
    String name = destination.name();
    String row = rows.containsKey(name) || rows.size() < most ? name : OTHERS;
    rows.merge(row, more, Traffic::plus);
  }

  /** All rows as they are now. */
  public synchronized SortedMap<String, Traffic> rows() {
    return new TreeMap<>(rows);
  }
}
