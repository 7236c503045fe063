package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.model.Service.Kind;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads which ports of the gateway serve endpoints, and what is spoken there. */
final class ServicesReader {
  private final YamlMap root;

  /** The key under which a port was first written. */
  private final Map<Port, String> taken = new HashMap<>();

  private ServicesReader(YamlMap root) {
    this.root = root;
  }

  /** In the order STARTTLS, HTTP, TLS. */
  static List<Service> read(YamlMap root) {
    return new ServicesReader(root).services();
  }

  private List<Service> services() {
    List<Service> services = new ArrayList<>(starttls());
    services.addAll(ports("http-ports", Kind.HTTP, Service::http));
    services.addAll(ports("tls-ports", Kind.TLS, Service::tls));
    if (services.isEmpty() && isEmptyList("http-ports") && isEmptyList("tls-ports")) {
      root.get("tls-ports")
          .get()
          .wrong(
              "it is an empty list and http-ports is one, too, so no visitor could arrive",
              "list a port in one of them, e.g. tls-ports: [443]");
    }
    return services;
  }

  /** None unless they are listed: the gateway may have a mail server of its own, or a directory. */
  private List<Service> starttls() {
    List<Service> services = new ArrayList<>();
    for (YamlValue item : root.list("starttls-ports")) {
      item.as(Service::parseStarttls)
          .ifPresent(
              service -> {
                if (taken.putIfAbsent(service.port(), "starttls-ports") == null) {
                  services.add(service);
                } else {
                  item.wrong("the port is in the list already", "leave one of the two out");
                }
              });
    }
    return services;
  }

  private boolean isEmptyList(String key) {
    return root.get(key).filter(value -> value.isList() && value.list().isEmpty()).isPresent();
  }

  private List<Service> ports(String key, Kind kind, Function<Port, Service> service) {
    Optional<YamlValue> value = root.get(key);
    List<Service> services = new ArrayList<>();
    if (value.isEmpty()) {
      for (Service named : Service.named()) {
        // A default yields to what the other list says in so many words.
        if (named.kind() == kind && taken.putIfAbsent(named.port(), key) == null) {
          services.add(named);
        }
      }
      return services;
    }
    for (YamlValue item : value.get().list()) {
      item.as(Port::parse)
          .ifPresent(
              port -> {
                String before = taken.putIfAbsent(port, key);
                if (before == null) {
                  services.add(service.apply(port));
                } else {
                  item.wrong("the port is in " + before + " already", "leave one of the two out");
                }
              });
    }
    return services;
  }
}
