package io.sixgate.relay.main;

import io.sixgate.james.incoming.Incoming;
import io.sixgate.james.outgoing.Outgoing;
import io.sixgate.james.spool.Load;
import io.sixgate.james.spool.Spool;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the status tells of mail beside its counts: the two queues, where most of them goes, and
 * what went to each destination.
 */
final class MailTables {
  /** The status file is written every ten seconds; thousands of queued destinations are no news. */
  private static final int MOST_DESTINATIONS = 500;

  private MailTables() {}

  static Map<String, Map<String, Map<String, Long>>> of(
      Incoming incoming, Optional<Outgoing> outgoing) {
    Map<String, Map<String, Long>> queues = new TreeMap<>();
    Map<String, Map<String, Long>> destinations = new TreeMap<>();
    Map<String, Map<String, Long>> groups = new TreeMap<>();
    Map<String, Long> in = incoming.counts();
    long cutThrough = in.get("cut-through");
    queues.put(
        "relay",
        queue(
            incoming.spool(),
            cutThrough + in.get("spooled"),
            cutThrough + in.get("delivered-later")));
    destinations("relay", incoming.spool(), destinations);
    groups("relay", incoming.spool(), groups);
    outgoing.ifPresent(
        out -> {
          Map<String, Long> counts = out.counts();
          queues.put("smarthost", queue(out.spool(), counts.get("submitted"), counts.get("sent")));
          destinations("smarthost", out.spool(), destinations);
          groups("smarthost", out.spool(), groups);
        });
    return Map.of("mail-queues", queues, "mail-destinations", destinations, "mail-groups", groups);
  }

  private static void groups(String queue, Spool spool, Map<String, Map<String, Long>> rows) {
    // In this order: what waits has been counted as received.
    List<Load> loads = spool.loads();
    MailGroups.of(spool.counters().traffic().rows(), loads)
        .forEach((destination, columns) -> rows.put(queue + "/" + destination, columns));
  }

  private static Map<String, Long> queue(Spool spool, long received, long sent) {
    List<Load> loads = spool.loads();
    Map<String, Long> columns = new LinkedHashMap<>();
    columns.put("received", received);
    columns.put("transmitted", sent);
    columns.put("failed", spool.counters().failed());
    columns.put("refused-full", spool.counters().full());
    columns.put("last-full", spool.counters().lastFull().getEpochSecond());
    columns.put("waiting", loads.stream().mapToLong(Load::messages).sum());
    columns.put("waiting-bytes", loads.stream().mapToLong(Load::bytes).sum());
    loads.stream()
        .map(Load::oldest)
        .min(Comparator.naturalOrder())
        .ifPresent(oldest -> columns.put("oldest", oldest.getEpochSecond()));
    return columns;
  }

  private static void destinations(String queue, Spool spool, Map<String, Map<String, Long>> rows) {
    spool.loads().stream()
        .sorted(Comparator.comparingInt(Load::messages).reversed())
        .limit(MOST_DESTINATIONS)
        .forEach(
            load ->
                rows.put(
                    queue + "/" + load.destination(),
                    Map.of(
                        "waiting",
                        (long) load.messages(),
                        "waiting-bytes",
                        load.bytes(),
                        "oldest",
                        load.oldest().getEpochSecond(),
                        "down",
                        load.down() ? 1L : 0L)));
  }
}
