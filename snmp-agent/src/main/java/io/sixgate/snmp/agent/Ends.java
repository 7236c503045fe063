package io.sixgate.snmp.agent;

import io.sixgate.snmp.engine.Listening;
import io.sixgate.snmp.metrics.PageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the agent answers.
 *
 * @param snmp empty: not by SNMP
 * @param metrics empty: not Prometheus
 */
record Ends(Optional<Listening> snmp, Optional<PageSettings> metrics) {
  /** In words, one line each, without what is secret. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    snmp.ifPresent(listening -> lines.addAll(listening.lines()));
    metrics.ifPresent(page -> lines.add(page.toString()));
    return List.copyOf(lines);
  }
}
