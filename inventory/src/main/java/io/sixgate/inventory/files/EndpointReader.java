package io.sixgate.inventory.files;

import io.sixgate.inventory.files.EndpointDeclarations.PortWish;
import io.sixgate.inventory.files.EndpointDeclarations.Wishes;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the list {@code endpoints} of a host file. */
final class EndpointReader {
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final Map<Integer, Wishes> wishes = new HashMap<>();
  private final List<Integer> leftOut = new ArrayList<>();

  private EndpointReader() {}

  static EndpointDeclarations read(List<YamlValue> items) {
    EndpointReader reader = new EndpointReader();
    for (int i = 0; i < items.size(); i++) {
      Optional<Endpoint> endpoint = reader.endpoint(items.get(i));
      if (endpoint.isPresent()) {
        reader.endpoints.add(endpoint.get());
      } else {
        reader.leftOut.add(i);
      }
    }
    return new EndpointDeclarations(reader.endpoints, reader.wishes, reader.leftOut);
  }

  private Optional<Endpoint> endpoint(YamlValue item) {
    if (!item.isMap()) {
      return item.as(EndpointName::parse).map(name -> Endpoint.of(name, item.place()));
    }
    Optional<YamlMap> map = item.map("name", "services", "client-address", "ports");
    Optional<YamlValue> name = map.flatMap(keys -> keys.required("name", "www.acme.example"));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<EndpointName> parsedName = name.get().as(EndpointName::parse);
    Wanted<List<Declared<String>>> services =
        Wanted.of(map.get().get("services"), value -> services(value));
    Wanted<ClientAddressMode> mode =
        Wanted.of(map.get().get("client-address"), value -> value.as(ClientAddressMode::parse));
    Wanted<List<PortWish>> ports = Wanted.of(map.get().get("ports"), EndpointReader::ports);
    if (parsedName.isEmpty() || services.wrong() || mode.wrong() || ports.wrong()) {
      return Optional.empty();
    }
    Endpoint endpoint =
        new Endpoint(
            parsedName.get(), Optional.empty(), mode.value(), Map.of(), name.get().place());
    Wishes wishes =
        new Wishes(
            Declared.at(name.get(), parsedName.get().toString()),
            services.value(),
            ports.value().orElse(List.of()),
            map.get()
                .get("client-address")
                .map(value -> Declared.at(value, mode.value().get().text())));
    this.wishes.put(endpoints.size(), wishes);
    return Optional.of(endpoint);
  }

  private static Optional<List<Declared<String>>> services(YamlValue value) {
    List<YamlValue> items = value.list();
    if (items.isEmpty() && value.isList()) {
      value.wrong("it is an empty list", "leave the key out for all services, or list some");
    }
    List<Declared<String>> services = Reading.eachDeclared(items, text -> text);
    return items.isEmpty() || services.size() != items.size()
        ? Optional.empty()
        : Optional.of(services);
  }

  private static Optional<List<PortWish>> ports(YamlValue value) {
    Optional<YamlMap> map = value.freeMap();
    if (map.isEmpty()) {
      return Optional.empty();
    }
    List<PortWish> ports = new ArrayList<>();
    map.get()
        .entries()
        .forEach(
            (service, port) ->
                port.as(Port::parse)
                    .ifPresent(
                        number -> ports.add(new PortWish(Declared.at(port, service), number))));
    return ports.size() == map.get().entries().size() ? Optional.of(ports) : Optional.empty();
  }
}
