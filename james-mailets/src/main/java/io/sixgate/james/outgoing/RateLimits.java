package io.sixgate.james.outgoing;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Smarthost;
import io.sixgate.inventory.model.Smarthost.Rate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much each host and each customer may send: a bucket that holds the burst and fills at the
 * hourly rate. In memory: a restart fills all buckets.
 */
final class RateLimits {
  private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

  /** What is counted. */
  enum Kind {
    MESSAGES,
    RECIPIENTS;

    private int perHour(Rate rate) {
      return this == MESSAGES ? rate.messages() : rate.recipients();
    }
  }

  /**
   * Why no more may be sent now.
   *
   * @param whose e.g. {@code host acme/web1}
   * @param pause until there is room for one more
   */
  record Exceeded(String whose, Kind kind, int perHour, Duration pause) {}

  private record Key(String whose, Kind kind) {}

  private static final class Bucket {
    double level;
    long since;
  }

  private final InstantSource clock;
  private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();

  RateLimits(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes one of the kind from the host's and the customer's bucket, or none of either. */
  synchronized Optional<Exceeded> take(HostId host, Kind kind, Smarthost settings) {
    String ofHost = "host " + host;
    String ofCustomer = "customer " + host.customer();
    Optional<Exceeded> exceeded =
        lack(ofHost, kind, settings.perHost())
            .or(() -> lack(ofCustomer, kind, settings.perCustomer()));
    if (exceeded.isEmpty()) {
      buckets.get(new Key(ofHost, kind)).level -= 1;
      buckets.get(new Key(ofCustomer, kind)).level -= 1;
    }
    return exceeded;
  }

  private Optional<Exceeded> lack(String whose, Kind kind, Rate rate) {
    long now = clock.millis();
    int perHour = kind.perHour(rate);
    Bucket bucket = buckets.computeIfAbsent(new Key(whose, kind), key -> full(rate, now));
    bucket.level =
        Math.min(
            rate.burst(),
            bucket.level + Math.max(0, now - bucket.since) * perHour / MILLIS_PER_HOUR);
    bucket.since = now;
    if (bucket.level >= 1) {
      return Optional.empty();
    }
    long millis = (long) Math.ceil((1 - bucket.level) * MILLIS_PER_HOUR / perHour);
    return Optional.of(new Exceeded(whose, kind, perHour, Duration.ofMillis(millis)));
  }

  private static Bucket full(Rate rate, long now) {
    Bucket bucket = new Bucket();
    bucket.level = rate.burst();
    bucket.since = now;
    return bucket;
  }
}
