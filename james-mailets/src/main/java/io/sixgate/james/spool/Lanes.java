package io.sixgate.james.spool;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A lane for each destination for which mail waits, or of which something is known. */
final class Lanes {
  private final Map<Destination, Lane> lanes = new ConcurrentHashMap<>();

  /** A message that nobody else may touch until it is put back, and where it was. */
  record Seized(Lane lane, Waiting waiting) {}

  Collection<Lane> all() {
    return lanes.values();
  }

  Optional<Lane> find(Destination destination) {
    return Optional.ofNullable(lanes.get(destination));
  }

  Lane findOrMake(Destination destination) {
    return lanes.computeIfAbsent(destination, Lane::new);
  }

  /** Its lane is not forgotten meanwhile. */
  Lane add(Waiting waiting, Instant now) {
    return lanes.compute(
        waiting.message.destination(),
        (destination, known) -> {
          Lane chosen = known == null ? new Lane(destination) : known;
          chosen.add(waiting, now);
          return chosen;
        });
  }

  void forgetIfIdle(Destination destination, Instant now) {
    lanes.computeIfPresent(destination, (name, idle) -> idle.isForgettable(now) ? null : idle);
  }

  Optional<Seized> seize(String id) {
    for (Lane lane : lanes.values()) {
      Optional<Waiting> found = lane.seize(id);
      if (found.isPresent()) {
        return Optional.of(new Seized(lane, found.get()));
      }
    }
    return Optional.empty();
  }

  Optional<StoredMessage> message(String id) {
    return lanes.values().stream().flatMap(lane -> lane.message(id).stream()).findFirst();
  }

  /** Destinations that cannot be reached, in order of name. */
  List<Unreachable> down(Instant now) {
    return lanes.values().stream()
        .filter(lane -> lane.isDown(now))
        .map(Lane::unreachable)
        .sorted(Comparator.comparing(Unreachable::destination))
        .toList();
  }

  /** All that waits, by destination and arrival. */
  List<QueueEntry> entries() {
    return lanes.values().stream()
        .sorted(Comparator.comparing((Lane lane) -> lane.destination))
        .flatMap(lane -> lane.entries().stream())
        .toList();
  }
}
