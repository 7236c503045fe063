package io.sixgate.inventory.files;

import io.sixgate.inventory.files.HostDeclaration.ForwardDeclaration;
import io.sixgate.inventory.files.HostDeclaration.LeaseDeclaration;
import io.sixgate.inventory.files.HostDeclaration.ShareDeclaration;
import io.sixgate.inventory.files.HostDeclaration.SshDeclaration;
import io.sixgate.inventory.files.HostDeclaration.ZoneDeclaration;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.LeasedService;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.model.SshAccess;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlFile;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a host file: a pure function of its bytes. An entry of which any part is wrong is left out
 * whole, because the rest of it could mean something that was not wanted.
 */
final class HostReader {
  private static final Port SSH = new Port(22);
  private static final int MOST_FORWARDED = 10_000;
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
        root.get("ssh").flatMap(HostReader::ssh),
        forwards(),
        root.get("mail").flatMap(MailReader::read),
        Reading.each(root.list("zones"), HostReader::zone),
        Reading.each(root.list("leases"), this::lease),
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

  private static Optional<SshDeclaration> ssh(YamlValue value) {
    Optional<YamlMap> map = value.map("port", "host-port", "keys", "allow", "client-address");
    Optional<YamlValue> written = map.flatMap(keys -> keys.required("port", "22101"));
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<Port> port = written.get().as(HostReader::sshPort);
    Wanted<Port> hostPort = Wanted.of(map.get().get("host-port"), v -> v.as(Port::parse));
    List<String> keys = Reading.each(map.get().list("keys"), v -> v.asSecret(SshKey::check));
    Wanted<List<IpPrefix>> allow = Wanted.of(map.get().get("allow"), HostReader::allow);
    Wanted<ClientAddressMode> mode =
        Wanted.of(map.get().get("client-address"), v -> v.as(ClientAddressMode::parse));
    if (port.isEmpty() || hostPort.wrong() || allow.wrong() || mode.wrong()) {
      return Optional.empty();
    }
    SshAccess ssh =
        new SshAccess(
            port.get(),
            hostPort.value().orElse(SSH),
            keys,
            allow.value().orElse(List.of()),
            mode.value(),
            written.get().place());
    return Optional.of(
        new SshDeclaration(
            ssh,
            written.get().path(),
            map.get().get("client-address").map(v -> Declared.at(v, mode.value().get()))));
  }

  private static Port sshPort(String text) {
    try {
      return Port.parse(text);
    } catch (WrongValueException e) {
      String reason =
          e.reason().startsWith("it is not a port") ? "it is not a TCP port (1–65535)" : e.reason();
      throw new WrongValueException(reason, "use a free one, e.g. 22101");
    }
  }

  private static Optional<List<IpPrefix>> allow(YamlValue value) {
    List<YamlValue> items = value.listOrOne();
    if (items.isEmpty()) {
      if (value.isList()) {
        value.wrong("it is an empty list", "leave the key out to allow everybody, or list clients");
      }
      return Optional.empty();
    }
    return Reading.all(items, IpPrefix::parse);
  }

  /** Each port is claimed on its own, so a host has only so many. */
  private List<ForwardDeclaration> forwards() {
    List<ForwardDeclaration> forwards = new ArrayList<>();
    int ports = 0;
    for (YamlValue item : atMost(MOST_FORWARDS, "forwards", root.list("forwards"))) {
      Optional<ForwardDeclaration> forward = forward(item);
      int size = forward.map(f -> f.forward().ports().size()).orElse(0);
      if (ports + size > MOST_FORWARDED) {
        item.wrong(
            "with it the host's forwards have "
                + (ports + size)
                + " ports, of at most "
                + MOST_FORWARDED,
            "use smaller ranges");
      } else {
        forward.ifPresent(forwards::add);
        ports += size;
      }
    }
    return forwards;
  }

  private static Optional<ForwardDeclaration> forward(YamlValue value) {
    Optional<YamlMap> map =
        value.map("ports", "protocol", "host-port", "address", "allow", "client-address", "kernel");
    Optional<YamlValue> written = map.flatMap(keys -> keys.required("ports", "20000-20099"));
    if (written.isEmpty()) {
      return Optional.empty();
    }
    YamlMap keys = map.get();
    Optional<PortRange> ports = written.get().as(HostReader::forwardedPorts);
    Wanted<Protocol> protocol =
        Wanted.of(keys.get("protocol"), v -> v.oneOf(List.of(Protocol.values()), Protocol::text));
    Wanted<Port> hostPort = Wanted.of(keys.get("host-port"), v -> v.as(Port::parse));
    Wanted<IpAddress> address = Wanted.of(keys.get("address"), v -> v.as(IpAddress::parse));
    Wanted<List<IpPrefix>> allow = Wanted.of(keys.get("allow"), HostReader::allow);
    Wanted<ClientAddressMode> mode =
        Wanted.of(keys.get("client-address"), v -> v.as(ClientAddressMode::parse));
    Wanted<Boolean> kernel = Wanted.of(keys.get("kernel"), YamlValue::bool);
    boolean wrong =
        ports.isEmpty()
            || protocol.wrong()
            || hostPort.wrong()
            || address.wrong()
            || allow.wrong()
            || mode.wrong()
            || kernel.wrong();
    if (wrong) {
      return Optional.empty();
    }
    Port first = hostPort.value().orElse(ports.get().first());
    if (first.number() + ports.get().size() - 1 > 65535) {
      keys.get("host-port")
          .orElse(value)
          .wrong("the range would end above port 65535 on the host", "use a lower host-port");
      return Optional.empty();
    }
    Forward forward =
        new Forward(
            address.value(),
            protocol.value().orElse(Protocol.TCP),
            ports.get(),
            first,
            allow.value().orElse(List.of()),
            mode.value(),
            kernel.value().orElse(false),
            written.get().place());
    return Optional.of(
        new ForwardDeclaration(
            forward,
            written.get().path(),
            keys.get("address").map(v -> Declared.at(v, address.value().get())),
            keys.get("client-address").map(v -> Declared.at(v, mode.value().get()))));
  }

  private static PortRange forwardedPorts(String text) {
    PortRange ports = PortRange.parse(text);
    if (ports.size() > MOST_FORWARDED) {
      throw new WrongValueException(
          "it spans " + ports.size() + " ports, of at most " + MOST_FORWARDED,
          "use a smaller range");
    }
    return ports;
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

  private Optional<LeaseDeclaration> lease(YamlValue value) {
    Optional<YamlMap> map = value.map("service", "address", "name", "expires", "reclaimed");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    Optional<Declared<LeasedService>> service =
        map.get().required("service", "pop3").flatMap(v -> declared(v, LeasedService::parse));
    Optional<Declared<Ipv4Address>> address =
        map.get().required("address", "192.0.2.7").flatMap(v -> declared(v, Ipv4Address::parse));
    Wanted<LocalDate> expires = Wanted.of(map.get().get("expires"), v -> v.as(HostReader::date));
    Wanted<Declared<Instant>> reclaimed =
        Wanted.of(map.get().get("reclaimed"), v -> declared(v, HostReader::time));
    if (service.isEmpty() || address.isEmpty() || expires.wrong() || reclaimed.wrong()) {
      return Optional.empty();
    }
    Optional<Declared<Label>> name =
        map.get().get("name").isPresent()
            ? map.get().get("name").flatMap(v -> declared(v, Label::parse))
            : defaultName(value, service.get().value());
    return name.map(
        label ->
            new LeaseDeclaration(
                value.path(),
                service.get(),
                address.get(),
                label,
                expires.value(),
                reclaimed.value()));
  }

  private Optional<Declared<Label>> defaultName(YamlValue entry, LeasedService service) {
    try {
      return Optional.of(
          Declared.at(entry, Label.parse(service + "-" + id.customer() + "-" + id.host())));
    } catch (WrongValueException e) {
      entry.wrong(
          "its name SERVICE-CUSTOMER-HOST would have more than 63 characters",
          "write a shorter name: in it");
      return Optional.empty();
    }
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new WrongValueException(
          "it is not a time", "write DATE, T, time and zone, e.g. 2027-12-31T09:30:00Z");
    }
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new WrongValueException("it is not a date", "write YEAR-MONTH-DAY, e.g. 2027-12-31");
    }
  }

  private static Optional<ShareDeclaration> share(YamlValue value) {
    Optional<YamlMap> map = value.map("address", "ports", "sessions");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    Optional<Declared<Ipv4Address>> address =
        map.get().required("address", "192.0.2.9").flatMap(v -> declared(v, Ipv4Address::parse));
    Wanted<Declared<PortRange>> ports =
        Wanted.of(map.get().get("ports"), v -> declared(v, PortRange::parse));
    Wanted<Integer> sessions =
        Wanted.of(map.get().get("sessions"), v -> v.integer(1, MOST_SESSIONS));
    if (address.isEmpty() || ports.wrong() || sessions.wrong()) {
      return Optional.empty();
    }
    OptionalInt most =
        sessions.value().isPresent() ? OptionalInt.of(sessions.value().get()) : OptionalInt.empty();
    return Optional.of(new ShareDeclaration(address.get(), ports.value(), most));
  }

  private static <T> Optional<Declared<T>> declared(YamlValue value, Function<String, T> parse) {
    return value.as(parse).map(parsed -> Declared.at(value, parsed));
  }
}
