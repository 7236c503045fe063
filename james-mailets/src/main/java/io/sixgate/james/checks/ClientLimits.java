package io.sixgate.james.checks;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** How many connections each client has, and how many messages it began in this minute. */
public final class ClientLimits {
  private static final long MINUTE_MILLIS = 60_000;

  private final InstantSource clock;
  private final Map<ClientNetwork, Integer> connections = new HashMap<>();
  private final Map<ClientNetwork, Integer> messages = new HashMap<>();
  private long minute;

  public ClientLimits(InstantSource clock) {
    this.clock = clock;
  }

  /** One more connection, which {@link #leave} takes back; says how many there are with it. */
  public synchronized int enter(ClientNetwork client) {
    return connections.merge(client, 1, Integer::sum);
  }

  public synchronized void leave(ClientNetwork client) {
    connections.computeIfPresent(client, (key, count) -> count > 1 ? count - 1 : null);
  }

  /** One more message; says how many there are in this minute of the clock with it. */
  synchronized int message(ClientNetwork client) {
    long now = Math.floorDiv(clock.millis(), MINUTE_MILLIS);
    if (now != minute) {
      messages.clear(); // so the map never holds more than a minute's clients
      minute = now;
    }
    return messages.merge(client, 1, Integer::sum);
  }
}
