package io.sixgate.snmp.mib;

import static io.sixgate.snmp.mib.Values.counter;
import static io.sixgate.snmp.mib.Values.gauge;
import static io.sixgate.snmp.mib.Values.kilo;
import static io.sixgate.snmp.mib.Values.text;

import io.sixgate.snmp.observe.AgentSight;
import io.sixgate.snmp.table.Column;
import io.sixgate.snmp.table.Part;
import io.sixgate.snmp.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/**
 * MTA-MIB (RFC 2789): the mail relay, and a group for each destination. Counters are those of the
 * relay's status file, since its start; what is not known has no column.
 */
public final class MtaMib {
  /** Below which all of it is. */
  public static final OID ROOT = new OID("1.3.6.1.2.1.28");

  private static final OID MTAS = new OID("1.3.6.1.2.1.28.1.1");
  private static final OID GROUPS = new OID("1.3.6.1.2.1.28.2.1");

  /** A table of the mail relay's status file: a row is QUEUE/DESTINATION. */
  private static final String MAIL_GROUPS = "mail-groups";

  /** mtaGroupHierarchy: groups that have it are one way to divide all mail; none is in another. */
  private static final int BY_DESTINATION = -1;

  private MtaMib() {}

  /**
   * An agent that relays mail.
   *
   * @param groups columns by QUEUE/DESTINATION
   */
  private record Mta(int index, Map<String, Map<String, Long>> groups) {
    long sum(String column) {
      return groups.values().stream().mapToLong(row -> row.getOrDefault(column, 0L)).sum();
    }
  }

  /**
   * What goes to one destination.
   *
   * @param index of the agent
   * @param name QUEUE/DESTINATION
   */
  private record Group(int index, int number, String name, Map<String, Long> columns) {
    long of(String column) {
      return columns.getOrDefault(column, 0L);
    }

    String queue() {
      return name.substring(0, name.indexOf('/'));
    }

    String destination() {
      return name.substring(name.indexOf('/') + 1);
    }

    /** TimeInterval (RFC 2579), in hundredths of a second; 0 if nothing waits. */
    Variable age(Instant now) {
      long seconds = columns.containsKey("oldest") ? now.getEpochSecond() - of("oldest") : 0;
      return new Integer32((int) Math.max(0, Math.min(Integer.MAX_VALUE, seconds * 100)));
    }
  }

  /** mtaTable and mtaGroupTable. */
  public static List<Part> of(List<AgentSight> agents, Instant now) {
    List<Mta> mtas = new ArrayList<>();
    for (AgentSight agent : agents) {
      agent
          .status()
          .map(status -> status.tables().get(MAIL_GROUPS))
          .ifPresent(groups -> mtas.add(new Mta(NetworkServicesMib.index(agent.name()), groups)));
    }
    return List.of(mtas(mtas), groups(mtas, now));
  }

  private static Part mtas(List<Mta> mtas) {
    return new Table<>(
        MTAS,
        mtas,
        mta -> new int[] {mta.index()},
        List.of(
            new Column<Mta>(1, mta -> counter(mta.sum("received"))),
            new Column<Mta>(2, mta -> gauge(mta.sum("waiting"))),
            new Column<Mta>(3, mta -> counter(mta.sum("transmitted"))),
            new Column<Mta>(4, mta -> counter(kilo(mta.sum("received-bytes")))),
            new Column<Mta>(5, mta -> gauge(kilo(mta.sum("waiting-bytes")))),
            new Column<Mta>(6, mta -> counter(kilo(mta.sum("transmitted-bytes")))),
            new Column<Mta>(7, mta -> counter(mta.sum("received-recipients"))),
            new Column<Mta>(8, mta -> gauge(mta.sum("waiting-recipients"))),
            new Column<Mta>(9, mta -> counter(mta.sum("transmitted-recipients")))));
  }

  private static Part groups(List<Mta> mtas, Instant now) {
    List<Group> groups = new ArrayList<>();
    for (Mta mta : mtas) {
      Map<String, Integer> numbers = Numbering.of(mta.groups().keySet());
      mta.groups()
          .forEach(
              (name, columns) ->
                  groups.add(new Group(mta.index(), numbers.get(name), name, columns)));
    }
    return new Table<>(
        GROUPS,
        groups,
        group -> new int[] {group.index(), group.number()},
        List.of(
            new Column<Group>(2, group -> counter(group.of("received"))),
            new Column<Group>(3, group -> counter(group.of("rejected"))),
            new Column<Group>(4, group -> gauge(group.of("waiting"))),
            new Column<Group>(5, group -> counter(group.of("transmitted"))),
            new Column<Group>(6, group -> counter(kilo(group.of("received-bytes")))),
            new Column<Group>(7, group -> gauge(kilo(group.of("waiting-bytes")))),
            new Column<Group>(8, group -> counter(kilo(group.of("transmitted-bytes")))),
            new Column<Group>(9, group -> counter(group.of("received-recipients"))),
            new Column<Group>(10, group -> gauge(group.of("waiting-recipients"))),
            new Column<Group>(11, group -> counter(group.of("transmitted-recipients"))),
            new Column<Group>(12, group -> group.age(now)),
            new Column<Group>(25, group -> text(group.destination())),
            new Column<Group>(28, group -> text(group.queue())),
            new Column<Group>(31, group -> new Integer32(BY_DESTINATION))));
  }
}
