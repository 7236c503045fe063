package io.sixgate.dns.zones;

import io.sixgate.dns.cdb.Bytes;
import io.sixgate.dns.cdb.Cdb;
import io.sixgate.dns.cdb.Entries;
import io.sixgate.dns.wire.WireName;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Zone;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows a question for a name through the tables, as dnsdist does. */
public final class ZoneExplainer {
  private final Inventory inventory;
  private final ZoneTable desired;
  private final Entries live;

  /**
   * @param own addresses of this machine
   * @param state the folder in which dnsdist's tables are
   */
  public ZoneExplainer(Inventory inventory, Set<Ipv6Address> own, Path state) throws IOException {
    this.inventory = inventory;
    this.desired = ZoneTable.of(inventory, own);
    this.live = read(TableKind.ZONES.table().file(state));
  }

  private static Entries read(Path file) throws IOException {
    try {
      return Cdb.read(file);
    } catch (NoSuchFileException | IllegalArgumentException nothing) {
      return Entries.none();
    }
  }

  public ZoneExplanation explain(Hostname name) {
    Optional<Map.Entry<Hostname, Bytes>> found = find(name, desired.entries().get(TableKind.ZONES));
    Optional<Map.Entry<Hostname, Bytes>> there = find(name, live);
    String inUse = there.map(entry -> entry.getKey() + " " + entry.getValue()).orElse("none");
    if (found.isEmpty()) {
      return new ZoneExplanation(name.text(), null, null, List.of(), false, List.of(), null, inUse);
    }
    String pool = found.get().getValue().toString();
    Optional<Zone> zone = zone(found.get().getKey());
    List<ServerAddress> servers =
        desired.backends().values().stream()
            .filter(backend -> backend.pool().name().equals(pool))
            .map(Backend::address)
            .toList();
    return new ZoneExplanation(
        name.text(),
        found.get().getKey().text(),
        zone.map(Zone::place).orElse(null),
        servers,
        zone.map(Zone::proxyProtocol).orElse(false),
        zone.map(Zone::transfersTo).orElse(List.of()),
        pool,
        there.equals(found) ? "same" : inUse);
  }

  /** The closest zone around the name. */
  private static Optional<Map.Entry<Hostname, Bytes>> find(Hostname name, Entries table) {
    for (Optional<Hostname> at = Optional.of(name); at.isPresent(); at = at.get().parent()) {
      Bytes value = table.get(WireName.of(at.get()));
      if (value != null) {
        return Optional.of(Map.entry(at.get(), value));
      }
    }
    return Optional.empty();
  }

  private Optional<Zone> zone(Hostname name) {
    return inventory.customers().values().stream()
        .flatMap(customer -> customer.hosts().values().stream())
        .flatMap(host -> host.zones().stream())
        .filter(zone -> zone.name().equals(name))
        .findFirst();
  }
}
