package io.sixgate.snmp.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.snmp.engine.Refused;
import io.sixgate.snmp.observe.AddressDown;
import io.sixgate.snmp.observe.AgentSight;
import io.sixgate.snmp.observe.Condition;
import io.sixgate.snmp.observe.CustomerShare;
import io.sixgate.snmp.observe.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** What was seen, as metrics: gauges of what is, counters of what happened. */
final class GatewayMetrics implements MultiCollector {
  /** A table of the mail relay's status file. */
  private static final String QUEUES = "mail-queues";

  /** A table of the status file of NAT64. */
  private static final String SHARES = "nat64-shares";

  private final Supplier<Seen> seen;
  private final Refused refused;
  private final int customers;

  /**
   * @param customers that have rows of their own
   */
  GatewayMetrics(Supplier<Seen> seen, Refused refused, int customers) {
    this.seen = seen;
    this.refused = refused;
    this.customers = customers;
  }

  @Override
  public MetricSnapshots collect() {
    Seen now = seen.get();
    List<MetricSnapshot> metrics = new ArrayList<>();
    metrics.add(
        gauge(
            "sixgate_observed_timestamp_seconds",
            "When the gateway was last looked at.",
            List.of(now),
            any -> Labels.EMPTY,
            any -> (double) any.at().getEpochSecond()));
    metrics.add(
        gauge(
            "sixgate_inventory_problems",
            "Entries of the inventory that are left out because they are wrong.",
            List.of(now),
            any -> Labels.EMPTY,
            any -> any.served().problems()));
    metrics.add(
        CounterSnapshot.builder()
            .name("sixgate_snmp_refused")
            .help("Requests by SNMP that were refused.")
            .dataPoint(refusals("stranger", refused.strangers()))
            .dataPoint(refusals("write", refused.writes()))
            .build());
    agents(now.agents(), metrics);
    List<CustomerShare> rows = CustomerRows.of(now.served().customers(), customers);
    customers(rows, metrics);
    metrics.add(down(now.agents(), rows));
    metrics.addAll(
        TrafficCounters.of(
            now.traffic(), rows.stream().map(CustomerShare::name).collect(Collectors.toSet())));
    queues(now.agents(), metrics);
    shares(now.agents(), metrics);
    return new MetricSnapshots(metrics);
  }

  private static CounterDataPointSnapshot refusals(String kind, long count) {
    return CounterDataPointSnapshot.builder()
        .labels(Labels.of("kind", kind))
        .value((double) count)
        .build();
  }

  private static void agents(List<AgentSight> agents, List<MetricSnapshot> metrics) {
    record Row(AgentSight agent, Condition condition) {}
    List<Row> rows = new ArrayList<>();
    for (AgentSight agent : agents) {
      for (Condition condition : Condition.values()) {
        rows.add(new Row(agent, condition));
      }
    }
    metrics.add(
        gauge(
            "sixgate_agent_state",
            "1 for the state in which the agent is, 0 for the others.",
            rows,
            row -> Labels.of("agent", row.agent().name(), "state", row.condition().text()),
            row -> row.agent().condition() == row.condition() ? 1 : 0));
    metrics.add(
        ofAgents(
            "sixgate_agent_status_age_seconds",
            "How long ago the agent wrote its status.",
            agents,
            agent -> (double) agent.age().toSeconds()));
    metrics.add(
        ofStatus(
            "sixgate_agent_problems",
            "What the agent finds wrong in the inventory or at hosts.",
            agents,
            status -> status.problems().size()));
    metrics.add(
        ofStatus(
            "sixgate_agent_failures",
            "What went wrong in the agent's last pass.",
            agents,
            status -> status.failures().size()));
    metrics.add(
        ofStatus(
            "sixgate_agent_drift",
            "Entries that the agent's last pass left otherwise than they should be.",
            agents.stream()
                .filter(agent -> agent.status().map(AgentStatus::drift).isPresent())
                .toList(),
            AgentStatus::drift));
  }

  private static MetricSnapshot ofStatus(
      String name, String help, List<AgentSight> agents, ToDoubleFunction<AgentStatus> value) {
    return ofAgents(
        name,
        help,
        agents.stream().filter(agent -> agent.status().isPresent()).toList(),
        agent -> value.applyAsDouble(agent.status().orElseThrow()));
  }

  private static MetricSnapshot ofAgents(
      String name, String help, List<AgentSight> agents, ToDoubleFunction<AgentSight> value) {
    return gauge(name, help, agents, agent -> Labels.of("agent", agent.name()), value);
  }

  private static void customers(List<CustomerShare> rows, List<MetricSnapshot> metrics) {
    metrics.add(ofCustomers("hosts", "Hosts that are served.", rows, CustomerShare::hosts));
    metrics.add(ofCustomers("endpoints", "Names that are served.", rows, CustomerShare::endpoints));
    metrics.add(
        ofCustomers("forwards", "Forwards by port, SSH included.", rows, CustomerShare::forwards));
    metrics.add(
        ofCustomers(
            "leases", "Ports of lent addresses that lead to hosts.", rows, CustomerShare::leases));
  }

  private static MetricSnapshot down(List<AgentSight> agents, List<CustomerShare> rows) {
    Set<String> named = rows.stream().map(CustomerShare::name).collect(Collectors.toSet());
    Map<String, Long> down =
        AddressDown.all(agents).stream()
            .map(AddressDown::customer)
            .map(customer -> named.contains(customer) ? customer : CustomerRows.OTHERS)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return gauge(
        "sixgate_customer_addresses_down",
        "Addresses of hosts that do not answer.",
        rows,
        row -> Labels.of("customer", row.name()),
        row -> (double) down.getOrDefault(row.name(), 0L));
  }

  private static MetricSnapshot ofCustomers(
      String what, String help, List<CustomerShare> rows, ToIntFunction<CustomerShare> value) {
    return gauge(
        "sixgate_customer_" + what,
        help,
        rows,
        row -> Labels.of("customer", row.name()),
        value::applyAsInt);
  }

  private static void queues(List<AgentSight> agents, List<MetricSnapshot> metrics) {
    StatusRows queues = StatusRows.of(agents, QUEUES, "queue");
    queues.gauge("waiting", "sixgate_mail_waiting_messages", "Messages that wait.", metrics);
    queues.gauge("waiting-bytes", "sixgate_mail_waiting_bytes", "Their size.", metrics);
    for (String what : List.of("received", "transmitted", "failed", "refused-full")) {
      queues.counter(
          what,
          "sixgate_mail_" + what.replace('-', '_') + "_messages",
          "Messages " + what.replace('-', ' ') + " since the relay was started.",
          metrics);
    }
  }

  private void shares(List<AgentSight> agents, List<MetricSnapshot> metrics) {
    StatusRows shares =
        StatusRows.of(agents, SHARES, "share").most(customers, "nearly-full", "ports-in-use");
    shares.gauge("ports", "sixgate_nat64_share_ports", "Ports of the share.", metrics);
    shares.gauge(
        "ports-in-use",
        "sixgate_nat64_share_ports_in_use",
        "Ports in use, with TAYGA for the one server for which most are.",
        metrics);
    shares.gauge("sessions", "sixgate_nat64_share_sessions", "Sessions of the share.", metrics);
    shares.counter(
        "refused-sessions",
        "sixgate_nat64_share_refused_packets",
        "Packets refused above the share's number of sessions.",
        metrics);
    shares.counter(
        "without-port",
        "sixgate_nat64_share_sessions_without_port",
        "Sessions for which no port was free.",
        metrics);
  }

  interface Labelling<R> {
    Labels of(R row);
  }

  static <R> MetricSnapshot gauge(
      String name,
      String help,
      Collection<R> rows,
      Labelling<R> labels,
      ToDoubleFunction<R> value) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    for (R row : rows) {
      gauge.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(labels.of(row))
              .value(value.applyAsDouble(row))
              .build());
    }
    return gauge.build();
  }
}
