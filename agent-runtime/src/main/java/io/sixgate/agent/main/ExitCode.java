package io.sixgate.agent.main;

import io.sixgate.agent.status.AgentStatus;
import io.sixgate.agent.status.State;

/** What a process tells its caller. */
public final class ExitCode {

  /** All is as the inventory says, or the agent was stopped in order. */
  public static final int OK = 0;

  /** Something failed, or the inventory has problems. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** The brake refused the plan. */
  public static final int REFUSED = 3;

  private ExitCode() {}

  /** The code of a single pass that ended with this status. */
  static int of(AgentStatus status) {
    if (status.state() == State.REFUSED) {
      return REFUSED;
    }
    return status.state() == State.OK && status.problems().isEmpty() ? OK : FAILED;
  }
}
