package io.sixgate.snmp.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.sixgate.snmp.observe.AgentSight;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of a table of a status file.
 *
 * @param label of the rows' names
 */
record StatusRows(Map<String, Map<String, Long>> rows, String label) {
  static StatusRows of(List<AgentSight> agents, String table, String label) {
    Map<String, Map<String, Long>> rows = new TreeMap<>();
    agents.stream()
        .flatMap(agent -> agent.status().stream())
        .forEach(status -> rows.putAll(status.tables().getOrDefault(table, Map.of())));
    return new StatusRows(rows, label);
  }

  /** At most so many, those with most in the columns, the first weighing more. */
  StatusRows most(int number, String first, String second) {
    Map<String, Map<String, Long>> some = new TreeMap<>();
    rows.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, Map<String, Long>> row) -> value(row, first))
                .thenComparingLong(row -> value(row, second))
                .reversed())
        .limit(number)
        .forEach(row -> some.put(row.getKey(), row.getValue()));
    return new StatusRows(some, label);
  }

  private static long value(Map.Entry<String, Map<String, Long>> row, String column) {
    return row.getValue().getOrDefault(column, 0L);
  }

  void gauge(String column, String name, String help, List<MetricSnapshot> metrics) {
    if (!rows.isEmpty()) {
      metrics.add(
          GatewayMetrics.gauge(
              name,
              help,
              rows.entrySet(),
              row -> Labels.of(label, row.getKey()),
              row -> (double) value(row, column)));
    }
  }

  void counter(String column, String name, String help, List<MetricSnapshot> metrics) {
    if (!rows.isEmpty()) {
      CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
      for (Map.Entry<String, Map<String, Long>> row : rows.entrySet()) {
        counter.dataPoint(
            CounterDataPointSnapshot.builder()
                .labels(Labels.of(label, row.getKey()))
                .value((double) value(row, column))
                .build());
      }
      metrics.add(counter.build());
    }
  }
}
