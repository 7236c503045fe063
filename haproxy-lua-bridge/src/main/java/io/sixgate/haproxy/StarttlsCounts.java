package io.sixgate.haproxy;

import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How connections to STARTTLS ports went, since the process that counts was started.
 *
 * @param protocols by protocol, then by outcome in the order of the docs; none that nobody used
 */
public record StarttlsCounts(SortedMap<String, Map<String, Long>> protocols) {
  /** Of those that were led to no host. Those that were are in the table of traffic. */
  private static final String TABLE = "sixgate_starttls_counts";

  private static final String CAME = "came";

  /** What the general purpose counters of the tables count, by their index. */
  private static final List<String> OUTCOMES =
      List.of(
          "starttls",
          "implicit",
          "relayed",
          "host-failed",
          "unknown",
          "refused",
          "limited",
          "ended-before-tls");

  // 0x7f1c2c02a5f8: key=pop3 use=0 exp=0 shard=0 conn_cnt=3 gpc0=0 gpc1=0 … gpc7=3
  // 0x7f1c2c02a5f8: key=acme|pop3|4 use=0 exp=0 shard=0 conn_cnt=9 bytes_in_cnt=… gpc0=9 … gpc3=0
  // No protocol is a number: 0x7f1c2c02a5f8: key=acme|443|4 …
  private static final Pattern ROW =
      Pattern.compile(
          " key=(?:[a-z0-9-]+\\|)?([a-z][a-z0-9-]*)(?:\\|[46])? .*conn_cnt=([0-9]{1,18})(.*)");

  private static final Pattern COUNTER = Pattern.compile(" gpc([0-9])=([0-9]{1,18})");

  /** Asks the running HAProxy; nothing for one that has no such ports. */
  public static StarttlsCounts read(RuntimeApi api) throws RuntimeApiException {
    SortedMap<String, Map<String, Long>> protocols = new TreeMap<>();
    api.table(TABLE, line -> add(line, protocols));
    api.table(BridgeConfiguration.TRAFFIC.name(), line -> add(line, protocols));
    return new StarttlsCounts(protocols);
  }

  private static void add(String line, Map<String, Map<String, Long>> protocols) {
    Matcher row = ROW.matcher(line);
    if (row.find()) {
      Map<String, Long> outcomes = protocols.computeIfAbsent(row.group(1), any -> zeros());
      outcomes.merge(CAME, Long.parseLong(row.group(2)), Long::sum);
      COUNTER
          .matcher(row.group(3))
          .results()
          .forEach(
              counter ->
                  outcomes.merge(
                      OUTCOMES.get(Integer.parseInt(counter.group(1))),
                      Long.parseLong(counter.group(2)),
                      Long::sum));
    }
  }

  private static Map<String, Long> zeros() {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    outcomes.put(CAME, 0L);
    OUTCOMES.forEach(outcome -> outcomes.put(outcome, 0L));
    return outcomes;
  }
}
