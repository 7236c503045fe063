package io.sixgate.sni.health;

import io.sixgate.inventory.model.HealthChecks;
import java.util.Optional;

/**
 * What the checks of one address have shown, with hysteresis: it takes so many equal results in a
 * row to change it, the first one included. Pure.
 *
 * @param row answered checks in a row, or failed ones as a negative number
 * @param reason of the failure that made it down
 */
record Verdict(State state, int row, Optional<String> reason) {
  enum State {
    /** No verdict yet. */
    UNKNOWN,
    UP,
    DOWN
  }

  /** Before the first check. */
  static final Verdict NONE = new Verdict(State.UNKNOWN, 0, Optional.empty());

  boolean is(State other) {
    return state == other;
  }

  /** The verdict after one more result. */
  Verdict after(CheckResult result, HealthChecks rule) {
    return switch (result.kind()) {
      case NOT_MADE -> this;
      case ANSWERED -> {
        int answered = Math.min(Math.max(row, 0) + 1, rule.rise());
        yield answered < rule.rise() || state == State.UP
            ? new Verdict(state, answered, reason)
            : new Verdict(State.UP, answered, Optional.empty());
      }
      case FAILED -> {
        int failed = Math.min(Math.max(-row, 0) + 1, rule.fall());
        yield failed < rule.fall() || state == State.DOWN
            ? new Verdict(state, -failed, reason)
            : new Verdict(State.DOWN, -failed, result.reason());
      }
    };
  }
}
