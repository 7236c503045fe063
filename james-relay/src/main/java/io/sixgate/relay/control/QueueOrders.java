package io.sixgate.relay.control;

import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.QueueEntry;
import io.sixgate.james.spool.Spool;
import io.sixgate.james.spool.Unreachable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code sixgate mail} may ask for: {@code queue}, {@code show ID}, {@code flush
 * [DESTINATION…]}, {@code hold ID…}, {@code release ID…}, {@code bounce ID…}.
 */
public final class QueueOrders {
  private static final int LONGEST_HEADER = 64 * 1024;

  private final List<Spool> spools;

  /**
   * @param spools all that the relay has; a message is in one of them
   */
  public QueueOrders(List<Spool> spools) {
    this.spools = List.copyOf(spools);
  }

  /** What waits, oldest first, and which destinations do not answer. */
  public record Queue(List<QueueEntry> waiting, List<Unreachable> unreachable) {}

  /** One message. */
  public record Shown(QueueEntry mail, String header) {}

  /** How many messages are tried now. */
  public record Flushed(int flushed) {}

  /** Messages with which it was done, and those that are not there or under way just now. */
  public record Done(List<String> done, List<String> missing) {}

  /** Nothing was done. */
  public record Wrong(String error) {}

  /** Carries the order out. */
  public Record carryOut(String line) throws IOException {
    List<String> words = List.of(line.strip().split(" +"));
    List<String> rest = words.subList(1, words.size());
    return switch (words.get(0)) {
      case "queue" -> queue();
      case "show" -> rest.size() == 1 ? show(rest.get(0)) : new Wrong("show one message");
      case "flush" -> flush(rest);
      case "hold" -> each(rest, (spool, id) -> spool.hold(id, true));
      case "release" -> each(rest, (spool, id) -> spool.hold(id, false));
      case "bounce" -> each(rest, Spool::bounce);
      default -> new Wrong("\"" + words.get(0) + "\" is no order");
    };
  }

  private Queue queue() {
    return new Queue(
        spools.stream()
            .flatMap(spool -> spool.entries().stream())
            .sorted(Comparator.comparing(QueueEntry::arrived).thenComparing(QueueEntry::id))
            .toList(),
        spools.stream().flatMap(spool -> spool.down().stream()).toList());
  }

  private Record show(String id) throws IOException {
    for (Spool spool : spools) {
      Optional<QueueEntry> entry =
          spool.entries().stream().filter(each -> each.id().equals(id)).findFirst();
      Optional<InputStream> text = spool.open(id);
      if (entry.isPresent() && text.isPresent()) {
        try (InputStream in = text.get()) {
          return new Shown(entry.get(), header(in));
        }
      }
    }
    return new Wrong(id + " does not wait here");
  }

  private static String header(InputStream in) throws IOException {
    String start = new String(in.readNBytes(LONGEST_HEADER), StandardCharsets.UTF_8);
    int end = start.indexOf("\r\n\r\n");
    return end < 0 ? start : start.substring(0, end + 2);
  }

  private Record flush(List<String> names) {
    if (names.isEmpty()) {
      return new Flushed(spools.stream().mapToInt(Spool::flush).sum());
    }
    try {
      List<Destination> destinations = names.stream().map(Destination::new).toList();
      return new Flushed(
          spools.stream()
              .mapToInt(spool -> destinations.stream().mapToInt(spool::flush).sum())
              .sum());
    } catch (IllegalArgumentException e) {
      return new Wrong(e.getMessage());
    }
  }

  private interface Order {
    boolean carryOut(Spool spool, String id) throws IOException;
  }

  private Done each(List<String> ids, Order order) throws IOException {
    List<String> done = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String id : ids) {
      boolean found = false;
      for (Spool spool : spools) {
        found = found || order.carryOut(spool, id);
      }
      (found ? done : missing).add(id);
    }
    return new Done(done, missing);
  }
}
