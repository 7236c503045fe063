package io.sixgate.agent.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One agent at one moment. Values that do not exist yet are null and left out of the file.
 *
 * @param agent e.g. {@code sni-router}
 * @param pid process id
 * @param version of Sixgate
 * @param started when the process started
 * @param written when this status was written; a running agent writes it again at least every
 *     {@code heartbeatSeconds}
 * @param heartbeatSeconds at least 1
 * @param state what came of the last pass
 * @param generation of the desired state, an opaque text that changes with it; null before it was
 *     first read
 * @param lastPass when the last pass ended; null before the first
 * @param lastChange when the server was last changed; null if this process has not changed it
 * @param lastOutcome the last pass in words; null before the first
 * @param counts numbers by kebab-case name, e.g. {@code names}
 * @param problems what is wrong in the inventory, one text each
 * @param failures what went wrong in the last pass, one text each
 * @param pending the plan that the brake holds back; null if none
 * @param nextAudit when everything is next read back from the server; null if not planned
 * @param drift how many entries the last pass left otherwise than they should be; null if it could
 *     not read them
 * @param tables numbers of single things by table, row and column, for SNMP and metrics
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentStatus(
    String agent,
    long pid,
    String version,
    Instant started,
    Instant written,
    long heartbeatSeconds,
    State state,
    String generation,
    Instant lastPass,
    Instant lastChange,
    String lastOutcome,
    Map<String, Long> counts,
    List<String> problems,
    List<String> failures,
    Pending pending,
    Instant nextAudit,
    Integer drift,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, Map<String, Map<String, Long>>> tables) {

  public AgentStatus {
    counts = counts == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    problems = problems == null ? List.of() : List.copyOf(problems);
    failures = failures == null ? List.of() : List.copyOf(failures);
    tables = tables == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tables));
  }

  /**
   * A plan that waits for the operator.
   *
   * @param removals entries it would remove
   * @param present entries on the server now
   * @param text the refusal as logged, with the way on
   */
  public record Pending(int removals, int present, String text) {}

  /** The same status as a process leaves it that stops in order. */
  public AgentStatus stopped(Instant now) {
    return new AgentStatus(
        agent,
        pid,
        version,
        started,
        now,
        heartbeatSeconds,
        State.STOPPED,
        generation,
        lastPass,
        lastChange,
        lastOutcome,
        counts,
        problems,
        failures,
        pending,
        null,
        drift,
        tables);
  }
}
