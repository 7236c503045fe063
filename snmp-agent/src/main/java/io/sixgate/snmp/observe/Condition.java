package io.sixgate.snmp.observe;

import io.sixgate.agent.status.State;
import java.util.Locale;

/** What to make of an agent, with its numbers as sixgateAgentState and as applOperStatus. */
public enum Condition {
  STARTING(1, Condition.RESTARTING),
  OK(2, Condition.UP),
  REFUSED(3, Condition.HALTED),
  FAILING(4, Condition.HALTED),
  STOPPED(5, Condition.DOWN),
  /** It says something else, but has not for three heartbeats: it is dead or hangs. */
  STALE(6, Condition.DOWN),
  /** Its status file is none. */
  UNREADABLE(7, Condition.DOWN);

  private static final int UP = 1;
  private static final int DOWN = 2;

  /** Operational, but not available: it runs, and does not do all of its work. */
  private static final int HALTED = 3;

  private static final int RESTARTING = 5;

  private final int number;
  private final int operStatus;

  Condition(int number, int operStatus) {
    this.number = number;
    this.operStatus = operStatus;
  }

  public int number() {
    return number;
  }

  /** applOperStatus (RFC 2788). */
  public int operStatus() {
    return operStatus;
  }

  /** As in {@code sixgate status}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Condition of(State state) {
    return valueOf(state.name());
  }
}
