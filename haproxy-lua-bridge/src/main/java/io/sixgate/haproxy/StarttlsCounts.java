package io.sixgate.haproxy;

import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How connections to STARTTLS ports went, since the process that counts was started.
 *
 * @param protocols by protocol, then by outcome in the order of the docs; none that nobody used
 */
public record StarttlsCounts(SortedMap<String, Map<String, Long>> protocols) {
  private static final String TABLE = "sixgate_starttls_counts";

  /** What the general purpose counters of the table count, by their index. */
  private static final List<String> OUTCOMES =
      List.of(
          "came",
          "starttls",
          "implicit",
          "relayed",
          "unknown",
          "refused",
          "limited",
          "host-failed",
          "ended-before-tls");

  /** Asks the running HAProxy; nothing for one that has no such ports. */
  public static StarttlsCounts read(RuntimeApi api) throws RuntimeApiException {
    SortedMap<String, Map<String, Long>> protocols = new TreeMap<>();
    api.tableCounters(TABLE)
        .forEach(
            (protocol, counters) -> {
              Map<String, Long> outcomes = new LinkedHashMap<>();
              for (int i = 0; i < Math.min(OUTCOMES.size(), counters.size()); i++) {
                outcomes.put(OUTCOMES.get(i), counters.get(i));
              }
              protocols.put(protocol, outcomes);
            });
    return new StarttlsCounts(protocols);
  }
}
