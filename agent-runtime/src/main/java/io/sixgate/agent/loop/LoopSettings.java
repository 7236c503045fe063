package io.sixgate.agent.loop;

import java.time.Duration;

/**
 * How a loop runs.
 *
 * @param agent e.g. {@code sni-router}
 * @param version of Sixgate
 * @param brake what it refuses
 * @param backoff how it retries
 * @param audit time between full reads without other cause
 * @param heartbeat longest time between two statuses, whole seconds
 * @param passDeadline a pass that takes longer counts as hanging: watchdog pings stop
 */
public record LoopSettings(
    String agent,
    String version,
    Brake brake,
    Backoff backoff,
    Duration audit,
    Duration heartbeat,
    Duration passDeadline) {

  /** The settings with everything standard. */
  public static LoopSettings standard(String agent, String version) {
    return new LoopSettings(
        agent,
        version,
        Brake.STANDARD,
        Backoff.STANDARD,
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofMinutes(2));
  }

  /** The same with another brake. */
  public LoopSettings withBrake(Brake other) {
    return new LoopSettings(agent, version, other, backoff, audit, heartbeat, passDeadline);
  }

  /** The same with another time between audits. */
  public LoopSettings withAudit(Duration other) {
    return new LoopSettings(agent, version, brake, backoff, other, heartbeat, passDeadline);
  }
}
