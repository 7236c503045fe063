package io.sixgate.snmp.observe;

import java.time.Instant;
import java.util.List;

/**
 * The gateway at one moment.
 *
 * @param at when it was looked at
 */
public record Seen(
    Instant at, List<AgentSight> agents, Served served, List<CustomerTraffic> traffic) {
  /** Before it was looked at. */
  public static final Seen NOTHING = new Seen(Instant.EPOCH, List.of(), Served.NOTHING, List.of());

  public Seen {
    agents = List.copyOf(agents);
    traffic = List.copyOf(traffic);
  }
}
