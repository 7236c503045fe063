package io.sixgate.forward.zone;

import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Facts;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps the gateway's own zones, and the name server that answers for them, equal to the inventory.
 */
public final class OwnZones implements Reconciler<ZonesPlan> {
  /** The agent's name, as in {@code sixgate status}. */
  public static final String NAME = "own-zones";

  private final InventorySource source;
  private final InstantSource clock;
  private final NameServer server;
  private final ZoneFolder folder;
  private final ZoneTable table = new ZoneTable();

  /** What NSD has, as far as it is known. */
  private final Map<Hostname, Serial> served = new TreeMap<>();

  public OwnZones(InventorySource source, ZoneSettings settings, InstantSource clock) {
    this.source = source;
    this.clock = clock;
    this.server = new NameServer(settings);
    this.folder = new ZoneFolder(settings);
  }

  @Override
  public ZonesPlan plan(Depth depth) throws IOException {
    table.update(source.readOrTell());
    if (depth == Depth.FULL) {
      folder.read();
      served.clear();
    }
    Optional<String> unreachable = depth == Depth.FULL ? ask() : Optional.empty();
    SortedMap<Hostname, ZoneBody> wanted = table.zones();
    SortedMap<Hostname, ZonesPlan.Change> write = new TreeMap<>();
    SortedSet<Hostname> reload = new TreeSet<>();
    wanted.forEach(
        (zone, body) -> {
          Optional<ZoneBody.Read> present = folder.file(zone);
          if (!present.map(ZoneBody.Read::body).equals(Optional.of(body))) {
            write.put(zone, new ZonesPlan.Change(present.map(ZoneBody.Read::body), body));
            reload.add(zone);
          } else if (!present.get().serial().equals(served.get(zone))) {
            reload.add(zone);
          }
        });
    SortedMap<Hostname, ZoneBody> drop = new TreeMap<>();
    folder.files().forEach((zone, file) -> drop.put(zone, file.body()));
    drop.keySet().removeAll(wanted.keySet());
    // A gateway that never had a zone needs no list of none, and perhaps no NSD.
    Optional<String> part =
        wanted.isEmpty() && folder.part().isEmpty()
            ? Optional.empty()
            : Optional.of(folder.part(wanted.keySet())).filter(text -> !text.equals(folder.part()));
    return new ZonesPlan(
        write, drop, reload, part, folder.lines(), orders(reload, part), unreachable);
  }

  /** Asks NSD for its serials; says why it cannot be asked. */
  private Optional<String> ask() {
    Optional<ServerAddress> address = table.inventory().gateway().dns().zoneServer();
    try {
      for (Hostname zone : table.zones().keySet()) {
        server.serial(address.orElseThrow(), zone).ifPresent(serial -> served.put(zone, serial));
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(FailureText.of(e));
    }
  }

  private List<String> orders(SortedSet<Hostname> reload, Optional<String> part) {
    List<String> orders = new ArrayList<>();
    part.ifPresent(text -> orders.add(server.reconfigure().toString()));
    reload.forEach(zone -> orders.add(server.reload(zone).toString()));
    return orders;
  }

  /**
   * First the files, each checked and put in place by itself, so that NSD also starts from them;
   * then NSD is told. Zones that go are taken from its list before their file.
   */
  @Override
  public Outcome apply(ZonesPlan plan) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    SortedSet<Hostname> reload = new TreeSet<>(plan.reload());
    int done = 0;
    for (Map.Entry<Hostname, ZonesPlan.Change> zone : plan.write().entrySet()) {
      try {
        write(zone.getKey(), zone.getValue().after());
        done += zone.getValue().added().size() + zone.getValue().removed().size();
      } catch (IOException e) {
        failures.add("zone " + zone.getKey() + " stays as it was: " + FailureText.of(e));
        reload.remove(zone.getKey());
      }
    }
    try {
      if (plan.part().isPresent()) {
        folder.writePart(plan.part().get());
        server.run(server.reconfigure());
      }
      for (Hostname zone : plan.drop().keySet()) {
        done += folder.remove(zone);
        served.remove(zone);
      }
    } catch (IOException e) {
      failures.add(FailureText.of(e));
      // Without its list NSD knows nothing of a new zone.
      return new Outcome(done, failures);
    }
    for (Hostname zone : reload) {
      try {
        load(zone);
        done++;
      } catch (IOException e) {
        failures.add(FailureText.of(e));
      }
    }
    return new Outcome(done, failures);
  }

  private void write(Hostname zone, ZoneBody body) throws IOException, InterruptedException {
    Serial serial =
        folder
            .file(zone)
            .map(file -> file.serial().next(clock.instant()))
            .orElseGet(() -> Serial.at(clock.instant()));
    // A file that was lost must not bring NSD's serial down.
    Serial known = served.get(zone);
    folder.write(
        zone,
        known == null || serial.isAfter(known) ? serial : known.next(clock.instant()),
        body,
        server);
  }

  private void load(Hostname zone) throws IOException, InterruptedException {
    ServerAddress address = table.inventory().gateway().dns().zoneServer().orElseThrow();
    Serial wanted = folder.file(zone).orElseThrow().serial();
    server.run(server.reload(zone));
    server.await(address, zone, wanted);
    served.put(zone, wanted);
  }

  @Override
  public Facts facts() {
    Inventory inventory = table.inventory();
    if (inventory == null) {
      return Facts.none();
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("zones", (long) table.zones().size());
    counts.put(
        "records", table.zones().values().stream().mapToLong(body -> body.lines().size()).sum());
    return new Facts(
        ZoneBody.generation(table.zones().values()),
        counts,
        inventory.problems().stream().map(Problem::toString).toList());
  }
}
