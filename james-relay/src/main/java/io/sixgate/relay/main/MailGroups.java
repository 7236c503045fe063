package io.sixgate.relay.main;

import io.sixgate.james.spool.Load;
import io.sixgate.james.spool.Traffic;
import io.sixgate.james.spool.TrafficTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What went to each destination since the start, and what waits for it: a table of the status. */
final class MailGroups {
  private MailGroups() {}

  /**
   * Rows by destination; what waits for one that has no row is in that of all others.
   *
   * @param traffic what went
   * @param loads what waits
   */
  static SortedMap<String, Map<String, Long>> of(Map<String, Traffic> traffic, List<Load> loads) {
    SortedMap<String, Map<String, Long>> rows = new TreeMap<>();
    traffic.forEach((destination, went) -> rows.put(destination, columns(went)));
    for (Load load : loads) {
      String row = rows.containsKey(load.destination()) ? load.destination() : TrafficTable.OTHERS;
      Map<String, Long> columns = rows.computeIfAbsent(row, absent -> columns(Traffic.NONE));
      columns.merge("waiting", (long) load.messages(), Long::sum);
      columns.merge("waiting-bytes", load.bytes(), Long::sum);
      columns.merge("waiting-recipients", load.recipients(), Long::sum);
      columns.merge("oldest", load.oldest().getEpochSecond(), Math::min);
    }
    return rows;
  }

  private static Map<String, Long> columns(Traffic went) {
    Map<String, Long> columns = new LinkedHashMap<>();
    columns.put("received", went.received().messages());
    columns.put("received-bytes", went.received().bytes());
    columns.put("received-recipients", went.received().recipients());
    columns.put("transmitted", went.transmitted().messages());
    columns.put("transmitted-bytes", went.transmitted().bytes());
    columns.put("transmitted-recipients", went.transmitted().recipients());
    columns.put("rejected", went.rejected());
    return columns;
  }
}
