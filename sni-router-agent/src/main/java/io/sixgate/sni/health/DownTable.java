package io.sixgate.sni.health;

import io.sixgate.sni.route.Target;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What is down as a table of the status file: a row is CUSTOMER/HOST ADDRESS. */
final class DownTable {
  /** The status file is written every ten seconds; if thousands are down it is no single host. */
  private static final int MOST = 500;

  private DownTable() {}

  static Map<String, Map<String, Long>> of(Collection<Target> down) {
    Map<String, Map<String, Long>> rows = new TreeMap<>();
    for (Target target : down) {
      String row = target.host() + " " + target.address();
      if (rows.size() < MOST || rows.containsKey(row)) {
        rows.merge(row, Map.of("ports", 1L), DownTable::sum);
      }
    }
    return rows;
  }

  private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
    return Map.of("ports", one.get("ports") + other.get("ports"));
  }
}
