package io.sixgate.inventory.files;

import io.sixgate.inventory.files.HostDeclaration.ShareDeclaration;
import io.sixgate.inventory.files.HostDeclaration.ZoneDeclaration;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.inventory.yaml.YamlFile;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Reads a host file: a pure function of its bytes. An entry of which any part is wrong is left out
 * whole, because the rest of it could mean something that was not wanted.
 */
final class HostReader {
  private static final int MOST_FORWARDS = 1_000;
  private static final int MOST_ENDPOINTS = 50_000;
  private static final int MOST_SESSIONS = 10_000_000;

  private final HostId id;
  private final YamlMap root;

  private HostReader(HostId id, YamlMap root) {
    this.id = id;
    this.root = root;
  }

  /** Empty if the file is unusable as a whole. */
  static Optional<HostDeclaration> read(
      HostId id, byte[] bytes, String file, Consumer<Problem> problems) {
    return YamlFile.read(bytes, file, problems)
        .flatMap(
            value ->
                value.lenientMap(
                    "address", "endpoints", "ssh", "forwards", "mail", "zones", "leases", "nat64"))
        .map(map -> new HostReader(id, map).read(new Place(file, 1, 1)));
  }

  private HostDeclaration read(Place place) {
    List<YamlValue> addresses =
        root.required("address", "2001:db8:a::80").map(YamlValue::listOrOne).orElse(List.of());
    return new HostDeclaration(
        id,
        Reading.eachDeclared(addresses, Ipv6Address::parse),
        EndpointReader.read(atMost(MOST_ENDPOINTS, "endpoints", root.list("endpoints"))),
        root.get("ssh").flatMap(ForwardReader::ssh),
        ForwardReader.forwards(atMost(MOST_FORWARDS, "forwards", root.list("forwards"))),
        root.get("mail").flatMap(MailReader::read),
        Reading.each(root.list("zones"), HostReader::zone),
        Reading.each(root.list("leases"), value -> LeaseReader.read(id, value)),
        root.get("nat64").flatMap(HostReader::share),
        place);
  }

  private static List<YamlValue> atMost(int most, String what, List<YamlValue> items) {
    if (items.size() <= most) {
      return items;
    }
    items
        .get(most)
        .wrong(
            "the host has " + items.size() + " " + what + ", of at most " + most,
            "leave out this one and those behind it");
    return items.subList(0, most);
  }

  private static Optional<ZoneDeclaration> zone(YamlValue value) {
    if (!value.isMap()) {
      return value
          .as(Hostname::parse)
          .map(name -> new ZoneDeclaration(Declared.at(value, name), List.of(), false, List.of()));
    }
    Optional<YamlMap> map = value.map("name", "servers", "proxy-protocol", "transfers-to");
    Optional<YamlValue> written = map.flatMap(keys -> keys.required("name", "acme.example"));
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<Hostname> name = written.get().as(Hostname::parse);
    List<YamlValue> items = map.get().list("servers");
    List<Declared<Ipv6Address>> servers = Reading.eachDeclared(items, Ipv6Address::parse);
    Wanted<Boolean> proxy = Wanted.of(map.get().get("proxy-protocol"), YamlValue::bool);
    Wanted<List<IpPrefix>> transfers =
        Wanted.of(map.get().get("transfers-to"), v -> Reading.all(v.list(), IpPrefix::parse));
    if (name.isEmpty() || servers.size() != items.size() || proxy.wrong() || transfers.wrong()) {
      return Optional.empty();
    }
    return Optional.of(
        new ZoneDeclaration(
            Declared.at(written.get(), name.get()),
            servers,
            proxy.value().orElse(false),
            transfers.value().orElse(List.of())));
  }

  private static Optional<ShareDeclaration> share(YamlValue value) {
    Optional<YamlMap> map = value.map("address", "ports", "sessions");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    Optional<Declared<Ipv4Address>> address =
        map.get()
            .required("address", "192.0.2.9")
            .flatMap(v -> Reading.declared(v, Ipv4Address::parse));
    Wanted<Declared<PortRange>> ports =
        Wanted.of(map.get().get("ports"), v -> Reading.declared(v, PortRange::parse));
    Wanted<Integer> sessions =
        Wanted.of(map.get().get("sessions"), v -> v.integer(1, MOST_SESSIONS));
    if (address.isEmpty() || ports.wrong() || sessions.wrong()) {
      return Optional.empty();
    }
    OptionalInt most =
        sessions.value().isPresent() ? OptionalInt.of(sessions.value().get()) : OptionalInt.empty();
    return Optional.of(new ShareDeclaration(address.get(), ports.value(), most));
  }
}
