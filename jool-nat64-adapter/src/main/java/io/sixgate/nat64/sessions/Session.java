package io.sixgate.nat64.sessions;

import java.time.Instant;
import java.util.Optional;

/**
 * A session that there was at the time asked for.
 *
 * @param destination empty if the translator's log does not tell it
 * @param until empty while it lasts, or if nobody wrote down its end
 */
public record Session(
    String protocol,
    User user,
    Optional<String> destination,
    Instant from,
    Optional<Instant> until) {
  Session endedAt(Instant time) {
    return new Session(protocol, user, destination, from, Optional.of(time));
  }
}
