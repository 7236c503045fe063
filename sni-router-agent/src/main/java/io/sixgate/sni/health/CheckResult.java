package io.sixgate.sni.health;

import java.util.Optional;

/**
 * What one check came to.
 *
 * @param kind whether the address counts as up by it
 * @param reason in words, if it did not answer
 */
record CheckResult(Kind kind, Optional<String> reason) {
  enum Kind {
    /** It took the connection. */
    ANSWERED,
    /** It refused, or did not answer in time. */
    FAILED,
    /** Nothing was learned of it: the gateway had no socket left, say. */
    NOT_MADE
  }

  static CheckResult answered() {
    return new CheckResult(Kind.ANSWERED, Optional.empty());
  }

  static CheckResult failed(String reason) {
    return new CheckResult(Kind.FAILED, Optional.of(reason));
  }

  static CheckResult notMade(String reason) {
    return new CheckResult(Kind.NOT_MADE, Optional.of(reason));
  }
}
