package io.sixgate.snmp.notice;

import io.sixgate.agent.status.AgentStatus;
import io.sixgate.snmp.notice.Trouble.Kind;
import io.sixgate.snmp.observe.AgentSight;
import io.sixgate.snmp.observe.Condition;
import io.sixgate.snmp.observe.Seen;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that is not as it should be, by what was seen. Pure. */
public final class Troubles {
  /** A spool that refused mail counts as full for so long: senders try again after a while. */
  private static final long FULL_SECONDS = 300;

  private Troubles() {}

  /** Each with its text. An agent that is dead has the troubles that it told last. */
  public static SortedMap<Trouble, String> of(Seen seen) {
    SortedMap<Trouble, String> all = new TreeMap<>();
    for (AgentSight agent : seen.agents()) {
      ofAgent(agent, all);
      agent.status().ifPresent(status -> ofStatus(status, seen.at(), all));
    }
    for (String service : seen.served().leasesUsedUp()) {
      all.put(
          new Trouble(Kind.POOL_EXHAUSTED, "lease-pool " + service),
          "all addresses of the lease pool have " + service + " lent");
    }
    return all;
  }

  private static void ofAgent(AgentSight agent, SortedMap<Trouble, String> all) {
    if (agent.condition() == Condition.STALE || agent.condition() == Condition.UNREADABLE) {
      all.put(new Trouble(Kind.AGENT_STALE, agent.name()), agent.reason());
    } else if (agent.condition() == Condition.REFUSED) {
      all.put(new Trouble(Kind.PLAN_REFUSED, agent.name()), agent.reason());
    }
  }

  private static void ofStatus(AgentStatus status, Instant now, SortedMap<Trouble, String> all) {
    table(status, "addresses-down")
        .forEach(
            (address, columns) ->
                all.put(
                    new Trouble(Kind.HEALTH, address),
                    "does not answer on %d ports".formatted(columns.getOrDefault("ports", 0L))));
    table(status, "mail-servers-down")
        .forEach(
            (address, columns) ->
                all.put(
                    new Trouble(Kind.HEALTH, address + " mail"),
                    "its mail server does not answer; its mail goes to the relay"));
    table(status, "mail-queues")
        .forEach(
            (queue, columns) -> {
              long last = columns.getOrDefault("last-full", 0L);
              if (last > 0 && now.getEpochSecond() - last < FULL_SECONDS) {
                all.put(
                    new Trouble(Kind.SPOOL_FULL, queue),
                    "mail is refused for want of room; senders keep it");
              }
            });
    pool(status, "owners-without-block", "%d customers or hosts got no block of the pool", all);
    table(status, "nat64-shares")
        .forEach(
            (owner, columns) -> {
              if (columns.getOrDefault("nearly-full", 0L) > 0) {
                all.put(
                    new Trouble(Kind.POOL_EXHAUSTED, status.agent() + " " + owner),
                    share(owner, columns));
              }
            });
  }

  private static String share(String owner, Map<String, Long> columns) {
    String limit =
        columns.containsKey("session-limit")
            ? "%d of %d sessions, ".formatted(columns.get("sessions"), columns.get("session-limit"))
            : "";
    return "%s uses nearly all of its share of the NAT64 pool: %s%d of %d ports; %d packets refused, %d sessions found no port"
        .formatted(
            owner,
            limit,
            columns.getOrDefault("ports-in-use", 0L),
            columns.getOrDefault("ports", 0L),
            columns.getOrDefault("refused-sessions", 0L),
            columns.getOrDefault("without-port", 0L));
  }

  private static void pool(
      AgentStatus status, String count, String text, SortedMap<Trouble, String> all) {
    long number = status.counts().getOrDefault(count, 0L);
    if (number > 0) {
      all.put(
          new Trouble(Kind.POOL_EXHAUSTED, status.agent() + " " + count), text.formatted(number));
    }
  }

  private static Map<String, Map<String, Long>> table(AgentStatus status, String name) {
    return status.tables().getOrDefault(name, Map.of());
  }
}
