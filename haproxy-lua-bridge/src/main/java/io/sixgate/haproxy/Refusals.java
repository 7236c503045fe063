package io.sixgate.haproxy;

import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often visitors were refused.
 *
 * @param since when the process that counts was started
 * @param counts by reason: the {@code mode} of the log, and what is closed before it is logged; all
 *     reasons, in the order of the docs
 */
public record Refusals(Instant since, Map<String, Long> counts) {
  private static final String TLS = "sixgate_tls";
  private static final String HTTP = "sixgate_http";

  /** Those that sixgate.cfg counts itself. */
  private static final List<String> MODES =
      List.of(
          "unknown",
          "refused",
          "limited-connections",
          "limited-rate",
          "limited-host",
          "limited-hello",
          "loop");

  /** Asks the running HAProxy. */
  public static Refusals read(RuntimeApi api) throws RuntimeApiException {
    Map<String, Long> counts = new LinkedHashMap<>();
    MODES.forEach(mode -> counts.put(mode, 0L));
    counts.putAll(api.refusals());
    Map<String, Long> tls = api.counters(TLS);
    Map<String, Long> http = api.counters(HTTP);
    // Requests that did not come whole within limits.headers, or were broken off.
    counts.put("limited-headers", count(http, "ereq"));
    // Who was refused more than ten times within 10 s is closed before there is a session.
    counts.put("closed-at-once", count(tls, "dcon") + count(http, "dcon"));
    counts.put("not-tls", count(tls, "dreq"));
    return new Refusals(Instant.ofEpochSecond(api.worker().startSeconds()), counts);
  }

  private static long count(Map<String, Long> counters, String name) {
    return counters.getOrDefault(name, 0L);
  }
}
