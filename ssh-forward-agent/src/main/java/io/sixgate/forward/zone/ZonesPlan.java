package io.sixgate.forward.zone;

import io.sixgate.agent.loop.Plan;
import io.sixgate.inventory.net.Hostname;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What to do so that the zones are as they should be.
 *
 * @param write zones whose file is not the wanted one
 * @param drop zones whose file is to go
 * @param reload zones of which NSD has another serial than the file will have
 * @param part the wanted list of zones, if it is another than NSD's
 */
public record ZonesPlan(
    SortedMap<Hostname, Change> write,
    SortedMap<Hostname, ZoneBody> drop,
    SortedSet<Hostname> reload,
    Optional<String> part,
    int present,
    List<String> orders,
    Optional<String> unreachable)
    implements Plan {

  /**
   * A zone file before and after.
   *
   * @param before empty: there is none, or none of ours
   */
  record Change(Optional<ZoneBody> before, ZoneBody after) {
    List<String> removed() {
      return without(before.map(ZoneBody::lines).orElse(List.of()), after.lines());
    }

    List<String> added() {
      return without(after.lines(), before.map(ZoneBody::lines).orElse(List.of()));
    }

    private static List<String> without(List<String> lines, List<String> others) {
      Set<String> known = new HashSet<>(others);
      return lines.stream().filter(line -> !known.contains(line)).toList();
    }
  }

  @Override
  public boolean isEmpty() {
    return write.isEmpty() && drop.isEmpty() && reload.isEmpty() && part.isEmpty();
  }

  @Override
  public int removals() {
    return write.values().stream().mapToInt(change -> change.removed().size()).sum()
        + drop.values().stream().mapToInt(body -> body.lines().size()).sum();
  }

  @Override
  public int present() {
    return present;
  }

  @Override
  public int drift() {
    int records =
        removals() + write.values().stream().mapToInt(change -> change.added().size()).sum();
    return Math.max(records, Plan.super.drift());
  }

  @Override
  public Optional<String> unreachable() {
    return unreachable;
  }

  /** Zone files are no commands; their changed lines are shown as in a diff. */
  @Override
  public List<String> commands() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Hostname, Change> zone : write.entrySet()) {
      lines.add("# write the zone " + zone.getKey());
      zone.getValue().removed().forEach(line -> lines.add("#  -" + line));
      zone.getValue().added().forEach(line -> lines.add("#  +" + line));
    }
    part.ifPresent(text -> lines.add("# write the list of zones"));
    drop.keySet().forEach(zone -> lines.add("# remove the zone " + zone));
    lines.addAll(orders);
    return lines;
  }

  @Override
  public String effect() {
    int added = write.values().stream().mapToInt(change -> change.added().size()).sum();
    return "records: %d added, %d removed; zones loaded: %s"
        .formatted(
            added, removals(), String.join(" ", reload.stream().map(Hostname::text).toList()));
  }
}
