package io.sixgate.cli;

import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.Refusals;
import io.sixgate.haproxy.StarttlsCounts;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the running HAProxy has counted of visitors since it was started.
 *
 * @param refusals how often they were refused, by the reason
 * @param starttls how connections to STARTTLS ports went: by protocol, then by outcome
 */
record VisitorCounts(Refusals refusals, Map<String, Map<String, Long>> starttls) {
  /** Empty if it does not answer. */
  static Optional<VisitorCounts> read(HaproxySettings settings) {
    RuntimeApi api =
        new RuntimeApi(
            new RuntimeSocket(settings.socket(BridgeConfiguration.PART), settings.patience()));
    try {
      return Optional.of(
          new VisitorCounts(Refusals.read(api), StarttlsCounts.read(api).protocols()));
    } catch (RuntimeApiException e) {
      return Optional.empty();
    }
  }

  /**
   * {@code visitors refused since 2026-11-25T20:00:00Z: unknown 1204, limited-rate 31}, then for
   * each protocol {@code starttls imap: came 12, starttls 11, unknown 1}.
   */
  void print(PrintWriter out) {
    out.printf("visitors refused since %s: %s%n", refusals.since(), text(refusals.counts()));
    starttls.forEach(
        (protocol, outcomes) -> out.printf("starttls %s: %s%n", protocol, text(outcomes)));
  }

  private static String text(Map<String, Long> counts) {
    String text =
        counts.entrySet().stream()
            .filter(count -> count.getValue() > 0)
            .map(count -> count.getKey() + " " + count.getValue())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "none" : text;
  }
}
