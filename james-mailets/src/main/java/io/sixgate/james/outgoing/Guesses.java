package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.james.checks.ClientNetwork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Wrong passwords by client: some at once, then one a minute. A client is an IPv4 address or a /64:
 * by one more connection, or one more address, nobody guesses faster. Names are not counted: a
 * stranger's guesses must not lock the owner out.
 */
final class Guesses {
  static final int AT_ONCE = 10;
  private static final long MILLIS_EACH = Duration.ofMinutes(1).toMillis();
  private static final int MOST_CLIENTS = 10_000;

  private final InstantSource clock;

  /** When each client has nothing left to answer for. */
  private final Map<ClientNetwork, Long> forgiven = new HashMap<>();

  Guesses(InstantSource clock) {
    this.clock = clock;
  }

  /** How long the client has to wait before it may name another password; empty: it may now. */
  synchronized Optional<Duration> pause(IpAddress client) {
    long now = clock.millis();
    long debt = Math.max(0, forgiven.getOrDefault(ClientNetwork.of(client), now) - now);
    long over = debt - (AT_ONCE - 1) * MILLIS_EACH;
    return over > 0 ? Optional.of(Duration.ofMillis(over)) : Optional.empty();
  }

  /** One was wrong. */
  synchronized void wrong(IpAddress client) {
    long now = clock.millis();
    if (forgiven.size() >= MOST_CLIENTS) {
      forgiven.values().removeIf(until -> until <= now);
    }
    if (forgiven.size() < MOST_CLIENTS || forgiven.containsKey(ClientNetwork.of(client))) {
      forgiven.merge(
          ClientNetwork.of(client),
          now + MILLIS_EACH,
          (until, first) -> Math.max(until + MILLIS_EACH, first));
    }
  }
}
