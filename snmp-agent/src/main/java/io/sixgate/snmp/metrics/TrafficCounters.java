package io.sixgate.snmp.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.sixgate.agent.status.Traffic;
import io.sixgate.snmp.observe.CustomerTraffic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Traffic as counters: of customers that have rows of their own, and of all others in one. */
final class TrafficCounters {
  private TrafficCounters() {}

  /**
   * Connections, received bytes and sent bytes.
   *
   * @param named customers that have rows of their own
   */
  static List<MetricSnapshot> of(List<CustomerTraffic> traffic, Set<String> named) {
    Map<String, Traffic> rows = new TreeMap<>();
    for (CustomerTraffic one : traffic) {
      Traffic row = ofRow(one.traffic(), named);
      rows.merge(
          row.customer() + " " + row.service() + " " + row.family(), row, TrafficCounters::sum);
    }
    return List.of(
        counter(
            "sixgate_connections",
            "Connections that were led to a host; over HTTP, requests.",
            rows,
            Traffic::connections),
        counter(
            "sixgate_received_bytes",
            "What clients sent, of connections that are over.",
            rows,
            Traffic::received),
        counter(
            "sixgate_sent_bytes",
            "What hosts sent, of connections that are over.",
            rows,
            Traffic::sent));
  }

  private static Traffic ofRow(Traffic row, Set<String> named) {
    return named.contains(row.customer())
        ? row
        : new Traffic(
            CustomerRows.OTHERS,
            row.service(),
            row.family(),
            row.connections(),
            row.received(),
            row.sent());
  }

  private static Traffic sum(Traffic one, Traffic other) {
    return new Traffic(
        one.customer(),
        one.service(),
        one.family(),
        one.connections() + other.connections(),
        one.received() + other.received(),
        one.sent() + other.sent());
  }

  private static MetricSnapshot counter(
      String name, String help, Map<String, Traffic> rows, ToLongFunction<Traffic> value) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    for (Traffic row : rows.values()) {
      counter.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(
                  Labels.of(
                      "customer",
                      row.customer(),
                      "service",
                      row.service(),
                      "family",
                      "ipv" + row.family()))
              .value((double) value.applyAsLong(row))
              .build());
    }
    return counter.build();
  }
}
