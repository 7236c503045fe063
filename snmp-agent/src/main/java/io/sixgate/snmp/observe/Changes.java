package io.sixgate.snmp.observe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Since when each agent is in its operational state, as far as its status files tell.
 *
 * @param byAgent what was seen last, by the agent's name
 */
public record Changes(Map<String, Change> byAgent) {
  /** Before anything was seen. */
  public static final Changes NONE = new Changes(Map.of());

  /**
   * A state and since when.
   *
   * @param operStatus of the agent's condition
   * @param since the beginning of time if that is not known
   */
  public record Change(int operStatus, Instant since) {}

  public Changes {
    byAgent = Map.copyOf(byAgent);
  }

  /** With what is seen now; agents that are not there any more are forgotten. */
  public Changes next(List<AgentSight> agents, Instant now) {
    Map<String, Change> next = new TreeMap<>();
    for (AgentSight agent : agents) {
      Change before = byAgent.get(agent.name());
      Instant since;
      if (before == null) {
        since = firstSeen(agent);
      } else {
        since = before.operStatus() == agent.condition().operStatus() ? before.since() : now;
      }
      next.put(agent.name(), new Change(agent.condition().operStatus(), since));
    }
    return new Changes(next);
  }

  /** An agent that is seen for the first time: its start or its last word. */
  private static Instant firstSeen(AgentSight agent) {
    return agent
        .status()
        .map(
            status ->
                switch (agent.condition()) {
                  case STOPPED, STALE -> status.written();
                  case STARTING, OK, REFUSED, FAILING, UNREADABLE -> status.started();
                })
        .orElse(Instant.EPOCH);
  }
}
