package io.sixgate.snmp.observe;

import io.sixgate.agent.file.RunFolder;
import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.agent.status.StatusFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An agent as its status file shows it.
 *
 * @param condition what to make of it
 * @param age since it wrote
 * @param reason why it is not well, in words; empty if it is
 * @param status empty if the file is none
 */
public record AgentSight(
    String name, Condition condition, Duration age, String reason, Optional<AgentStatus> status) {

  /** All agents that have a status file, in the order of their names. */
  public static List<AgentSight> all(RunFolder run, InstantSource clock) throws IOException {
    List<AgentSight> agents = new ArrayList<>();
    for (String name : run.agents()) {
      try {
        agents.add(of(name, StatusFile.read(run.status(name), clock)));
      } catch (NoSuchFileException e) {
        // Removed meanwhile: it is no agent of this gateway any more.
      } catch (IOException e) {
        agents.add(
            new AgentSight(
                name, Condition.UNREADABLE, Duration.ZERO, FailureText.of(e), Optional.empty()));
      }
    }
    return agents;
  }

  private static AgentSight of(String name, StatusFile.Reading reading) {
    AgentStatus status = reading.status();
    Condition condition = reading.stale() ? Condition.STALE : Condition.of(status.state());
    return new AgentSight(
        name, condition, reading.age(), reason(condition, reading), Optional.of(status));
  }

  private static String reason(Condition condition, StatusFile.Reading reading) {
    AgentStatus status = reading.status();
    if (condition == Condition.STALE) {
      return "process %d was last heard of %d s ago"
          .formatted(status.pid(), reading.age().toSeconds());
    }
    if (condition == Condition.REFUSED && status.pending() != null) {
      return status.pending().text();
    }
    return condition == Condition.FAILING && !status.failures().isEmpty()
        ? status.failures().get(0)
        : "";
  }
}
