package io.sixgate.snmp.mib;

import static io.sixgate.snmp.mib.Values.address;
import static io.sixgate.snmp.mib.Values.gauge;
import static io.sixgate.snmp.mib.Values.text;

import io.sixgate.agent.status.AgentStatus;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.snmp.engine.UpTime;
import io.sixgate.snmp.observe.AgentSight;
import io.sixgate.snmp.table.Column;
import io.sixgate.snmp.table.Part;
import io.sixgate.snmp.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/**
 * NATV2-MIB (RFC 7659): NAT64 as one instance with one pool, and who has a share of it as its
 * subscribers. Numbers are those of the status file of nat64; what is not known has no column.
 */
public final class Natv2Mib {
  /** Below which all of it is. */
  public static final OID ROOT = new OID("1.3.6.1.2.1.234");

  private static final OID SUBSCRIBERS = new OID("1.3.6.1.2.1.234.1.1.1");
  private static final OID INSTANCES = new OID("1.3.6.1.2.1.234.2.1.1");
  private static final OID POOLS = new OID("1.3.6.1.2.1.234.2.3.1");
  private static final OID RANGES = new OID("1.3.6.1.2.1.234.2.4.1");

  /** The only instance, its only pool. */
  private static final int ONE = 1;

  /** A table of the status file of nat64: a row is a share, by its owner's name. */
  private static final String SHARES = "nat64-shares";

  /** Counts of the status file: of Jool alone, of TAYGA alone. */
  private static final String MAPPINGS = "mappings";

  private static final String DROPS = "share-drops";

  // InetAddressType (RFC 4001)
  private static final int UNKNOWN = 0;
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

  private Natv2Mib() {}

  /**
   * What the agent tells of itself as a whole.
   *
   * @param entries of the table of ports: Jool's mappings; with TAYGA each session has one
   * @param drops empty: not counted
   */
  private record Instance(String name, long entries, Optional<Long> drops, Instant since) {
    static Instance of(AgentStatus status) {
      Map<String, Long> counts = status.counts();
      return new Instance(
          status.agent(),
          counts.getOrDefault(MAPPINGS, counts.getOrDefault("sessions", 0L)),
          Optional.ofNullable(counts.get(DROPS)),
          status.started());
    }
  }

  /**
   * Who has a share, and uses it.
   *
   * @param source where its hosts live; empty for the share of all who have none of their own
   * @param limit of entries; 0: none but the number of ports
   */
  private record Subscriber(
      int index, Optional<Ipv6Prefix> source, long entries, long limit, long drops) {}

  /** Addresses of the pool that follow each other. */
  private record Range(int index, Ipv4Address first, Ipv4Address last) {}

  /**
   * natv2SubscriberTable, natv2InstanceTable, natv2PoolTable and natv2PoolRangeTable; empty unless
   * an agent has told of NAT64.
   *
   * @param sources where those live who have a share, by its name
   */
  public static List<Part> of(
      List<AgentSight> agents, Nat64 nat64, Map<String, Ipv6Prefix> sources, UpTime upTime) {
    Optional<AgentStatus> found =
        agents.stream()
            .flatMap(agent -> agent.status().stream())
            .filter(status -> status.tables().containsKey(SHARES))
            .findFirst();
    if (found.isEmpty()) {
      return List.of();
    }
    Instance instance = Instance.of(found.get());
    Map<String, Map<String, Long>> shares = found.get().tables().get(SHARES);
    return List.of(
        subscribers(instance, subscribers(shares, sources, instance), upTime),
        instances(instance, upTime),
        pools(instance, nat64, upTime),
        ranges(nat64.pool()));
  }

  private static List<Subscriber> subscribers(
      Map<String, Map<String, Long>> shares, Map<String, Ipv6Prefix> sources, Instance instance) {
    boolean countsSessions = instance.drops().isPresent();
    List<Subscriber> subscribers = new ArrayList<>();
    Map<String, Integer> numbers = Numbering.of(shares.keySet());
    shares.forEach(
        (name, columns) ->
            subscribers.add(
                new Subscriber(
                    numbers.get(name),
                    Optional.ofNullable(sources.get(name)),
                    columns.getOrDefault("sessions", 0L),
                    columns.getOrDefault(countsSessions ? "session-limit" : "ports", 0L),
                    columns.getOrDefault("refused-sessions", 0L)
                        + columns.getOrDefault("without-port", 0L))));
    return subscribers;
  }

  private static Part subscribers(Instance instance, List<Subscriber> rows, UpTime upTime) {
    List<Column<Subscriber>> columns = new ArrayList<>();
    columns.add(new Column<>(2, row -> text("internal")));
    columns.add(new Column<>(3, row -> new Integer32(row.source().isPresent() ? IPV6 : UNKNOWN)));
    columns.add(
        new Column<>(
            4,
            row ->
                row.source().map(source -> address(source.address())).orElse(new OctetString())));
    columns.add(new Column<>(5, row -> gauge(row.source().map(Ipv6Prefix::length).orElse(0))));
    columns.add(new Column<>(7, row -> gauge(row.entries())));
    if (instance.drops().isPresent()) {
      columns.add(new Column<>(12, row -> new Counter64(row.drops())));
    }
    columns.add(new Column<>(14, row -> upTime.at(instance.since())));
    columns.add(new Column<>(15, row -> gauge(row.limit())));
    return new Table<>(SUBSCRIBERS, rows, row -> new int[] {row.index()}, columns);
  }

  private static Part instances(Instance instance, UpTime upTime) {
    List<Column<Instance>> columns = new ArrayList<>();
    columns.add(new Column<>(2, row -> text(row.name())));
    columns.add(new Column<>(8, row -> gauge(row.entries())));
    dropsOf(instance, 16, columns);
    columns.add(new Column<>(19, row -> upTime.at(row.since())));
    return new Table<>(INSTANCES, List.of(instance), row -> new int[] {ONE}, columns);
  }

  private static Part pools(Instance instance, Nat64 nat64, UpTime upTime) {
    List<Column<Instance>> columns = new ArrayList<>();
    columns.add(new Column<>(3, row -> text("external")));
    columns.add(new Column<>(4, row -> new Integer32(IPV4)));
    columns.add(new Column<>(5, row -> gauge(nat64.ports().first().number())));
    columns.add(new Column<>(6, row -> gauge(nat64.ports().last().number())));
    columns.add(new Column<>(8, row -> gauge(row.entries())));
    dropsOf(instance, 12, columns);
    columns.add(new Column<>(13, row -> upTime.at(row.since())));
    return new Table<>(POOLS, List.of(instance), row -> new int[] {ONE, ONE}, columns);
  }

  private static void dropsOf(Instance instance, int number, List<Column<Instance>> columns) {
    instance
        .drops()
        .ifPresent(drops -> columns.add(new Column<>(number, row -> new Counter64(drops))));
  }

  private static Part ranges(List<Ipv4Address> pool) {
    List<Range> ranges = new ArrayList<>();
    for (Ipv4Address next : pool.stream().sorted().toList()) {
      int end = ranges.size() - 1;
      if (end >= 0 && ranges.get(end).last().bits() + 1 == next.bits()) {
        ranges.set(end, new Range(end + 1, ranges.get(end).first(), next));
      } else {
        ranges.add(new Range(end + 2, next, next));
      }
    }
    return new Table<>(
        RANGES,
        ranges,
        range -> new int[] {ONE, ONE, range.index()},
        List.of(
            new Column<Range>(4, range -> address(range.first())),
            new Column<Range>(5, range -> address(range.last()))));
  }
}
