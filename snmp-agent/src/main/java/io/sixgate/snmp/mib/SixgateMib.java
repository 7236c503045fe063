package io.sixgate.snmp.mib;

import static io.sixgate.snmp.mib.Values.gauge;
import static io.sixgate.snmp.mib.Values.text;

import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.inventory.model.LeaseState;
import io.sixgate.snmp.engine.Refused;
import io.sixgate.snmp.observe.AddressDown;
import io.sixgate.snmp.observe.AgentSight;
import io.sixgate.snmp.observe.CustomerShare;
import io.sixgate.snmp.observe.CustomerTraffic;
import io.sixgate.snmp.observe.Served;
import io.sixgate.snmp.observe.Served.Lent;
import io.sixgate.snmp.observe.Served.Name;
import io.sixgate.snmp.observe.Served.Ports;
import io.sixgate.snmp.table.Column;
import io.sixgate.snmp.table.Part;
import io.sixgate.snmp.table.RowName;
import io.sixgate.snmp.table.Scalars;
import io.sixgate.snmp.table.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;

/** The objects of SIXGATE-MIB; numbers are those of its text. */
public final class SixgateMib {
  /** Below which all of it is: net-snmp's arc for modules without a number of their own. */
  public static final OID ROOT = new OID("1.3.6.1.4.1.8072.9999.9999.6464");

  private static final Map<LeaseState, Integer> LEASE_STATES =
      Map.of(
          LeaseState.LENT, 1,
          LeaseState.MOVING, 2,
          LeaseState.RECLAIMED, 3,
          LeaseState.EXPIRED, 4);

  /** A table of the mail relay's status file: a row is QUEUE/DESTINATION. */
  private static final String DESTINATIONS = "mail-destinations";

  private SixgateMib() {}

  /** What is there once. */
  public static Part gateway(Instant observed, Served served, Refused refused) {
    return new Scalars(
        object(1),
        Map.of(
            1, () -> text(Version.text()),
            2, () -> Values.time(observed),
            3, () -> gauge(served.problems()),
            5, () -> new Counter64(refused.writes()),
            6, () -> new Counter64(refused.strangers())));
  }

  /** Of agents, which change with every look. */
  public static Part agents(List<AgentSight> agents) {
    return table(
        2,
        agents,
        AgentSight::name,
        List.of(
            new Column<>(2, agent -> new Integer32(agent.condition().number())),
            new Column<>(3, agent -> text(of(agent, AgentStatus::generation, ""))),
            new Column<>(4, agent -> gauge(agent.age().toSeconds())),
            new Column<>(5, agent -> gauge(of(agent, status -> status.problems().size(), 0))),
            new Column<>(6, agent -> new Integer32(of(agent, AgentStatus::drift, -1))),
            new Column<>(7, agent -> gauge(of(agent, status -> status.failures().size(), 0))),
            new Column<>(8, agent -> text(agent.reason()))));
  }

  /** What changes with the inventory only. */
  public static List<Part> served(Served served) {
    return List.of(
        table(
            3,
            served.customers(),
            CustomerShare::name,
            List.of(
                new Column<>(2, customer -> gauge(customer.hosts())),
                new Column<>(4, customer -> gauge(customer.endpoints())),
                new Column<>(5, customer -> gauge(customer.forwards())),
                new Column<>(6, customer -> gauge(customer.leases())))),
        Table.ofSorted(
            entry(4),
            served.endpoints(),
            name -> RowName.of(name.name()),
            List.of(new Column<Name>(2, name -> text(name.host().toString())))),
        table(
            5,
            served.forwards(),
            Ports::name,
            List.of(
                new Column<>(2, ports -> text(ports.host().toString())),
                new Column<>(3, ports -> gauge(ports.hostPort())))),
        table(
            6,
            served.leases(),
            lent -> lent.lease().name().text(),
            List.of(
                new Column<Lent>(2, lent -> text(lent.host().toString())),
                new Column<Lent>(3, lent -> text(lent.lease().address().toString())),
                new Column<Lent>(4, lent -> text(lent.lease().service().toString())),
                new Column<Lent>(
                    5, lent -> new Integer32(LEASE_STATES.get(lent.lease().state()))))));
  }

  /** Destinations for which mail waits, by the mail relay's status file. */
  public static Part spool(List<AgentSight> agents, Instant now) {
    Map<String, Map<String, Long>> destinations = new TreeMap<>();
    agents.stream()
        .flatMap(agent -> agent.status().stream())
        .forEach(
            status -> destinations.putAll(status.tables().getOrDefault(DESTINATIONS, Map.of())));
    return table(
        7,
        destinations.entrySet(),
        Map.Entry::getKey,
        List.of(
            new Column<>(2, row -> gauge(of(row, "waiting"))),
            new Column<>(3, row -> gauge(Values.kilo(of(row, "waiting-bytes")))),
            new Column<>(4, row -> gauge(now.getEpochSecond() - of(row, "oldest"))),
            new Column<>(5, row -> new Integer32(of(row, "down") > 0 ? 1 : 2))));
  }

  /** Of notifications since the start of the process. */
  public static Part notices(long sent, int waiting) {
    return new Scalars(object(8), Map.of(4, () -> new Counter64(sent), 5, () -> gauge(waiting)));
  }

  /** What went from and to clients; indexed by customer, service and family. */
  public static Part traffic(List<CustomerTraffic> rows) {
    return new Table<>(
        entry(9),
        rows,
        row ->
            RowName.of(row.traffic().customer(), row.traffic().service(), row.traffic().family()),
        List.of(
            new Column<>(4, row -> new Counter64(row.traffic().connections())),
            new Column<>(5, row -> new Counter64(row.traffic().received())),
            new Column<>(6, row -> new Counter64(row.traffic().sent())),
            new Column<CustomerTraffic>(7, row -> Values.time(row.since()))));
  }

  /** Addresses that do not answer. */
  public static Part health(List<AgentSight> agents) {
    return table(
        10,
        AddressDown.all(agents),
        AddressDown::name,
        List.of(
            new Column<>(2, address -> gauge(address.ports())),
            new Column<>(3, address -> new Integer32(address.mail() ? 2 : 1))));
  }

  private static long of(Map.Entry<String, Map<String, Long>> row, String column) {
    return row.getValue().getOrDefault(column, 0L);
  }

  private static <T> T of(AgentSight agent, Function<AgentStatus, T> value, T unknown) {
    return agent.status().map(value).orElse(unknown);
  }

  private static OID object(int number) {
    return new OID(ROOT.getValue(), new int[] {1, number});
  }

  /** Of the table with this number. */
  private static OID entry(int number) {
    return new OID(object(number).getValue(), new int[] {1});
  }

  private static <R> Part table(
      int number, Collection<R> rows, Function<R, String> name, List<Column<R>> columns) {
    return new Table<>(entry(number), rows, row -> RowName.of(name.apply(row)), columns);
  }
}
