package io.sixgate.nat64.agent;

import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.nat64.state.Inbound;
import io.sixgate.nat64.state.OneToOne.LeftOut;
import io.sixgate.nat64.state.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says of the inventory's entries whose ports Jool cannot hold why they lead nowhere. */
final class LeftOutPorts {
  /** So many ranges of an entry are named; of more it is said how many there are. */
  private static final int NAMED = 4;

  private LeftOutPorts() {}

  /** A forward or a lease. */
  private record Entry(Place place, String key, String value) {}

  /** One problem for each entry of the inventory: pure. */
  static List<Problem> problems(Inventory inventory, List<LeftOut> leftOut) {
    if (leftOut.isEmpty()) {
      return List.of();
    }
    Map<Ipv6Address, List<Host>> hosts =
        inventory.customers().values().stream()
            .flatMap(customer -> customer.hosts().values().stream())
            .collect(Collectors.groupingBy(host -> host.addresses().get(0)));
    Map<Place, List<LeftOut>> byPlace = new TreeMap<>();
    Map<Place, Entry> entries = new HashMap<>();
    for (LeftOut one : leftOut) {
      Entry entry = entry(hosts.get(one.target().address()), one.ports());
      entries.put(entry.place(), entry);
      byPlace.computeIfAbsent(entry.place(), place -> new ArrayList<>()).add(one);
    }
    return byPlace.entrySet().stream()
        .map(entry -> problem(entries.get(entry.getKey()), entry.getValue()))
        .toList();
  }

  /** Several hosts of a customer may have one address. */
  private static Entry entry(List<Host> hosts, Inbound ports) {
    return hosts.stream()
        .flatMap(host -> Stream.concat(forwards(host, ports), leases(host, ports)))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Entry> forwards(Host host, Inbound ports) {
    return host.forwards().stream()
        .filter(forward -> forward.byKernel() && forward.protocol() == ports.protocol())
        .filter(forward -> forward.ports().contains(ports.ports().first()))
        .filter(forward -> forward.gatewayAddress().map(ports.address()::equals).orElse(true))
        .map(
            forward ->
                new Entry(
                    forward.place(),
                    "forwards",
                    forward.protocol().name() + " " + forward.ports()));
  }

  private static Stream<Entry> leases(Host host, Inbound ports) {
    return host.leases().stream()
        .filter(lease -> lease.address().equals(ports.address()))
        .filter(lease -> lease.service().port().equals(ports.ports().first()))
        .map(lease -> new Entry(lease.place(), "leases", lease.service().name()));
  }

  private static Problem problem(Entry entry, List<LeftOut> leftOut) {
    String named =
        leftOut.stream()
            .limit(NAMED)
            .map(
                one ->
                    "%s → %s, where %s leads already"
                        .formatted(socket(one.ports()), target(one.target()), socket(one.kept())))
            .collect(Collectors.joining(", "));
    int more = leftOut.size() - NAMED;
    return new Problem(
        entry.place(),
        entry.key(),
        entry.value(),
        "Jool can lead only one port of the gateway to the same port of a host, and these lead nowhere: "
            + named
            + (more > 0 ? ", and %d more".formatted(more) : ""),
        "take one of the two out, name one address of the gateway (address:), let it lead to another port of the host (host-port:), or write nat64.back-end: tayga");
  }

  private static String socket(Inbound inbound) {
    return inbound.address() + ":" + inbound.ports();
  }

  private static String target(Target target) {
    return "[" + target.address() + "]:" + target.port();
  }
}
