package io.sixgate.sni.explain;

import io.sixgate.haproxy.destination.ClientAsSeen;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.sni.explain.Explanation.PortExplanation;
import io.sixgate.sni.route.Route;
import io.sixgate.sni.route.RoutingTable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Follows a name as HAProxy does, and tells at each step what decides. */
public final class Explainer {
  static final String SAME = "same";
  private static final String MISSING = "missing";

  private final Inventory inventory;
  private final RoutingTable table;
  private final LiveEntries live;
  private final VisitorSees visitor;

  public Explainer(Inventory inventory, LiveEntries live) {
    this.inventory = inventory;
    this.table = RoutingTable.of(inventory);
    this.live = live;
    this.visitor = new VisitorSees(inventory.gateway());
  }

  /**
   * Explains a name.
   *
   * @param port one of the gateway's; empty for all
   */
  public Explanation explain(Hostname name, Optional<Port> port) {
    Optional<Match> match =
        MapEntry.keys(name).stream().map(this::find).flatMap(Optional::stream).findFirst();
    List<Service> services =
        inventory.gateway().services().stream()
            .filter(service -> port.isEmpty() || port.get().equals(service.port()))
            .toList();
    LiveEntries asked = new AskedOnce(live);
    List<PortExplanation> ports =
        port.isPresent() && services.isEmpty()
            ? List.of(notListening(port.get()))
            : services.stream().map(service -> onPort(service, name, match, asked)).toList();
    return new Explanation(
        name.text(),
        match.map(found -> found.endpoint.name().toString()).orElse(null),
        match.map(found -> found.endpoint.place().toString()).orElse(null),
        match.map(found -> found.host.id().toString()).orElse(null),
        problemsOf(name),
        ports);
  }

  private record Match(Host host, Endpoint endpoint) {}

  private Optional<Match> find(String key) {
    return inventory.customers().values().stream()
        .flatMap(customer -> customer.hosts().values().stream())
        .flatMap(host -> host.endpoints().stream().map(endpoint -> new Match(host, endpoint)))
        .filter(match -> match.endpoint.name().toString().equals(key))
        .findFirst();
  }

  private List<String> problemsOf(Hostname name) {
    return inventory.problems().stream()
        .filter(problem -> isAbout(problem, name))
        .map(Problem::toString)
        .toList();
  }

  private static boolean isAbout(Problem problem, Hostname name) {
    try {
      EndpointName said = EndpointName.parse(problem.value());
      return said.wildcard()
          ? name.parent().equals(Optional.of(said.hostname()))
          : name.equals(said.hostname());
    } catch (WrongValueException notAName) {
      return false;
    }
  }

  private static PortExplanation notListening(Port port) {
    return new PortExplanation(
        port.number(), null, null, null, null, null, VisitorSees.notListening(port), null);
  }

  private PortExplanation onPort(
      Service service, Hostname name, Optional<Match> match, LiveEntries asked) {
    Optional<MapEntry> entry =
        MapEntry.deciding(
            (map, key) -> Optional.ofNullable(table.entries(map).get(key)), name, service.port());
    String liveState = liveState(entry, asked, name, service.port());
    if (match.isEmpty() || entry.isEmpty()) {
      return new PortExplanation(
          service.port().number(),
          service.name(),
          null,
          liveState,
          null,
          null,
          visitor.refusal(service),
          null);
    }
    Endpoint endpoint = match.get().endpoint;
    List<Ipv6Address> addresses = match.get().host.addresses();
    Route wanted = wanted(service, endpoint, addresses.get(0));
    if (addresses.size() > 1 && !liveState.equals(SAME)) {
      // Which address is up is known to the agent only; that HAProxy uses one of them is right.
      for (Ipv6Address address : addresses) {
        String other = wanted.to(address).text();
        Optional<MapEntry> held = held(asked, name, service.port());
        if (held.map(MapEntry::value).equals(Optional.of(other))) {
          return explanation(service, endpoint, held.get(), SAME, address, addresses);
        }
      }
    }
    return explanation(service, endpoint, entry.get(), liveState, addresses.get(0), addresses);
  }

  private Route wanted(Service service, Endpoint endpoint, Ipv6Address address) {
    return new Route(
        address,
        inventory.gateway().clientAddress(endpoint, service),
        Optional.of(endpoint.hostPort(service)).filter(port -> !port.equals(service.port())));
  }

  private PortExplanation explanation(
      Service service,
      Endpoint endpoint,
      MapEntry entry,
      String liveState,
      Ipv6Address address,
      List<Ipv6Address> addresses) {
    return new PortExplanation(
        service.port().number(),
        service.name(),
        entry.toString(),
        liveState,
        "[%s]:%s".formatted(address, endpoint.hostPort(service)),
        addresses.size() == 1 ? null : choice(addresses.indexOf(address), addresses.size()),
        visitor.served(service, endpoint),
        ClientAsSeen.byHost(
            inventory.gateway(), inventory.gateway().clientAddress(endpoint, service)));
  }

  private static String choice(int index, int count) {
    return index == 0
        ? "the first of the host's %d addresses".formatted(count)
        : "number %d of the host's %d addresses: those before it were down when the agent last checked them"
            .formatted(index + 1, count);
  }

  private static Optional<MapEntry> held(LiveEntries asked, Hostname name, Port port) {
    try {
      return MapEntry.<IOException>deciding(asked::value, name, port);
    } catch (IOException e) {
      return Optional.empty(); // told as the live state
    }
  }

  private static String liveState(
      Optional<MapEntry> desired, LiveEntries asked, Hostname name, Port port) {
    try {
      Optional<MapEntry> held = MapEntry.<IOException>deciding(asked::value, name, port);
      return held.equals(desired) ? SAME : held.map(MapEntry::toString).orElse(MISSING);
    } catch (IOException e) {
      return "not known: " + e.getMessage();
    }
  }
}
