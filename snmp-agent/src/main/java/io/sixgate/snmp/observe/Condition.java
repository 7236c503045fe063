package io.sixgate.snmp.observe;

import io.sixgate.agent.status.State;
import java.util.Locale;

/** What to make of an agent; the numbers are those of sixgateAgentState. */
public enum Condition {
  STARTING(1),
  OK(2),
  REFUSED(3),
  FAILING(4),
  STOPPED(5),
  /** It says something else, but has not for three heartbeats: it is dead or hangs. */
  STALE(6),
  /** Its status file is none. */
  UNREADABLE(7);

  private final int number;

  Condition(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** As in {@code sixgate status}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Condition of(State state) {
    return valueOf(state.name());
  }
}
