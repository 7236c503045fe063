package io.sixgate.inventory.files;

import io.sixgate.inventory.files.HostDeclaration.ForwardDeclaration;
import io.sixgate.inventory.files.HostDeclaration.SshDeclaration;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.model.SshAccess;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a host has of the gateway's ports: SSH and forwards. */
final class ForwardReader {
  private static final Port SSH = new Port(22);
  private static final int MOST_FORWARDED = 10_000;

  private ForwardReader() {}

  static Optional<SshDeclaration> ssh(YamlValue value) {
    Optional<YamlMap> map = value.map("port", "host-port", "keys", "allow", "client-address");
    Optional<YamlValue> written = map.flatMap(keys -> keys.required("port", "22101"));
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<Port> port = written.get().as(ForwardReader::sshPort);
    Wanted<Port> hostPort = Wanted.of(map.get().get("host-port"), v -> v.as(Port::parse));
    List<String> keys = Reading.each(map.get().list("keys"), v -> v.asSecret(SshKey::check));
    Wanted<List<IpPrefix>> allow = Wanted.of(map.get().get("allow"), ForwardReader::allow);
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
  static List<ForwardDeclaration> forwards(List<YamlValue> items) {
    List<ForwardDeclaration> forwards = new ArrayList<>();
    int ports = 0;
    for (YamlValue item : items) {
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
    Optional<PortRange> ports = written.get().as(ForwardReader::forwardedPorts);
    Wanted<Protocol> protocol =
        Wanted.of(keys.get("protocol"), v -> v.oneOf(List.of(Protocol.values()), Protocol::text));
    Wanted<Port> hostPort = Wanted.of(keys.get("host-port"), v -> v.as(Port::parse));
    Wanted<IpAddress> address = Wanted.of(keys.get("address"), v -> v.as(IpAddress::parse));
    Wanted<List<IpPrefix>> allow = Wanted.of(keys.get("allow"), ForwardReader::allow);
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
}
