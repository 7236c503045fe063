package io.sixgate.relay.main;

import io.sixgate.james.incoming.Incoming;
import io.sixgate.james.outgoing.Outgoing;
import io.sixgate.james.spool.Counters;
import io.sixgate.james.spool.Load;
import io.sixgate.james.spool.Spool;
import io.sixgate.james.spool.Traffic;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the status tells of mail beside its counts: the two queues, where most of them goes, and
 * what went to each destination.
 */
final class MailTables {
  /** The status file is written every ten seconds; thousands of queued destinations are no news. */
  private static final int MOST_DESTINATIONS = 500;

  private final Map<String, Map<String, Long>> queues = new TreeMap<>();
  private final Map<String, Map<String, Long>> destinations = new TreeMap<>();
  private final Map<String, Map<String, Long>> groups = new TreeMap<>();

  private MailTables() {}

  static Map<String, Map<String, Map<String, Long>>> of(
      Incoming incoming, Optional<Outgoing> outgoing) {
    MailTables tables = new MailTables();
    Map<String, Long> in = incoming.counts();
    long cutThrough = in.get("cut-through");
    tables.add(
        "relay",
        incoming.spool(),
        cutThrough + in.get("spooled"),
        cutThrough + in.get("delivered-later"));
    outgoing.ifPresent(
        out -> {
          Map<String, Long> counts = out.counts();
          tables.add("smarthost", out.spool(), counts.get("submitted"), counts.get("sent"));
        });
    return Map.of(
        "mail-queues", tables.queues,
        "mail-destinations", tables.destinations,
        "mail-groups", tables.groups);
  }

  private void add(String name, Spool spool, long received, long sent) {
    // In this order: what waits has been counted as received. Once: a spool may be long.
    List<Load> loads = spool.loads();
    SortedMap<String, Traffic> traffic = spool.counters().traffic().rows();
    queues.put(name, queue(spool.counters(), loads, received, sent));
    loads.stream()
        .sorted(Comparator.comparingInt(Load::messages).reversed())
        .limit(MOST_DESTINATIONS)
        .forEach(load -> destinations.put(name + "/" + load.destination(), columns(load)));
    MailGroups.of(traffic, loads)
        .forEach((destination, columns) -> groups.put(name + "/" + destination, columns));
  }

  private static Map<String, Long> queue(
      Counters counters, List<Load> loads, long received, long sent) {
    Map<String, Long> columns = new LinkedHashMap<>();
    columns.put("received", received);
    columns.put("transmitted", sent);
    columns.put("failed", counters.failed());
    columns.put("refused-full", counters.full());
    columns.put("last-full", counters.lastFull().getEpochSecond());
    columns.put("waiting", loads.stream().mapToLong(Load::messages).sum());
    columns.put("waiting-bytes", loads.stream().mapToLong(Load::bytes).sum());
    loads.stream()
        .map(Load::oldest)
        .min(Comparator.naturalOrder())
        .ifPresent(oldest -> columns.put("oldest", oldest.getEpochSecond()));
    return columns;
  }

  private static Map<String, Long> columns(Load load) {
    return Map.of(
        "waiting",
        (long) load.messages(),
        "waiting-bytes",
        load.bytes(),
        "oldest",
        load.oldest().getEpochSecond(),
        "down",
        load.down() ? 1L : 0L);
  }
}
