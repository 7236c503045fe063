package io.sixgate.james.incoming;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What came in since the start. */
final class Tally {
  final LongAdder cutThrough = new LongAdder();
  final LongAdder spooled = new LongAdder();
  final LongAdder refusedByPrimary = new LongAdder();
  final LongAdder refusedByGateway = new LongAdder();
  final LongAdder deferred = new LongAdder();

  /** Numbers by kebab-case name, as the status file has them. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("cut-through", cutThrough.sum());
    counts.put("spooled", spooled.sum());
    counts.put("refused-by-primary", refusedByPrimary.sum());
    counts.put("refused-by-gateway", refusedByGateway.sum());
    counts.put("deferred", deferred.sum());
    return counts;
  }
}
