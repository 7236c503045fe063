package io.sixgate.james.outgoing;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What hosts were not let do since the start, by reason. */
final class Refused {
  /** As the log names it. */
  enum Reason {
    UNKNOWN_CLIENT,
    SENDER,
    HEADER,
    RATE,
    SPAM,
    LOGIN
  }

  private final Map<Reason, LongAdder> times = new EnumMap<>(Reason.class);

  Refused() {
    for (Reason reason : Reason.values()) {
      times.put(reason, new LongAdder());
    }
  }

  void count(Reason reason) {
    times.get(reason).increment();
  }

  /** Numbers by kebab-case name. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    times.forEach(
        (reason, count) ->
            counts.put(
                "refused-outward-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                count.sum()));
    return counts;
  }
}
