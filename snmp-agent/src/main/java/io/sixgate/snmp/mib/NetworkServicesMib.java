package io.sixgate.snmp.mib;

import static io.sixgate.snmp.mib.Values.text;

import io.sixgate.agent.status.AgentStatus;
import io.sixgate.snmp.engine.UpTime;
import io.sixgate.snmp.observe.AgentSight;
import io.sixgate.snmp.observe.Changes;
import io.sixgate.snmp.table.Column;
import io.sixgate.snmp.table.Part;
import io.sixgate.snmp.table.Table;
import java.time.Instant;
import java.util.List;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;

/** NETWORK-SERVICES-MIB (RFC 2788): agents as network services. What is not known has no column. */
public final class NetworkServicesMib {
  /** Below which all of it is. */
  public static final OID ROOT = new OID("1.3.6.1.2.1.27");

  private static final OID APPLICATIONS = new OID("1.3.6.1.2.1.27.1.1");

  /** An agent's applIndex is its place here: append only. Others have a checksum. */
  private static final List<String> AGENTS =
      List.of(
          "sni-router",
          "ssh-forward",
          "ssh-jump",
          "nat64",
          "dns64",
          "dns-zones",
          "own-zones",
          "mail-relay",
          "snmp");

  private NetworkServicesMib() {}

  /** applTable. */
  public static Part applications(List<AgentSight> agents, Changes changes, UpTime upTime) {
    return new Table<>(
        APPLICATIONS,
        agents,
        agent -> new int[] {index(agent.name())},
        List.of(
            new Column<AgentSight>(2, agent -> text(agent.name())),
            new Column<AgentSight>(
                4, agent -> text(agent.status().map(AgentStatus::version).orElse(""))),
            new Column<AgentSight>(
                5,
                agent -> upTime.at(agent.status().map(AgentStatus::started).orElse(Instant.EPOCH))),
            new Column<AgentSight>(6, agent -> new Integer32(agent.condition().operStatus())),
            new Column<AgentSight>(
                7, agent -> upTime.at(changes.byAgent().get(agent.name()).since()))));
  }

  /** applIndex of an agent. */
  static int index(String agent) {
    int place = AGENTS.indexOf(agent);
    return place < 0 ? Numbering.of(agent) : place + 1;
  }
}
