package io.sixgate.agent.loop;

import io.sixgate.agent.status.AgentStatus;
import java.util.Set;

/** Who wants to know how the loop goes: status file and systemd. Called by the loop's thread. */
public interface LoopObserver {

  /** A pass begins for these reasons. */
  void passBegins(Set<Trigger> triggers);

  /** After each pass, and in between at least once per heartbeat. */
  void status(AgentStatus status);

  /** Whether the loop may go on; asked after each {@link #status}. */
  default boolean isWanted() {
    return true;
  }
}
