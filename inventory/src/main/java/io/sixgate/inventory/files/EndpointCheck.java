package io.sixgate.inventory.files;

import io.sixgate.inventory.files.EndpointDeclarations.PortWish;
import io.sixgate.inventory.files.EndpointDeclarations.Wishes;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.yaml.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at each endpoint of a host by itself. */
final class EndpointCheck {
  private final Label customer;
  private final EndpointDeclarations declared;
  private final Gateway gateway;
  private final NameCheck names;
  private final ModeCheck modes;
  private final Complaints complaints;

  EndpointCheck(
      HostDeclaration host,
      Gateway gateway,
      NameCheck names,
      ModeCheck modes,
      Complaints complaints) {
    this.customer = host.id().customer();
    this.declared = host.endpoints();
    this.gateway = gateway;
    this.names = names;
    this.modes = modes;
    this.complaints = complaints;
  }

  /** Those that are right, in the order of the file. */
  List<Endpoint> right() {
    List<Endpoint> endpoints = new ArrayList<>(declared.all().size());
    for (int i = 0; i < declared.all().size(); i++) {
      endpoint(i).ifPresent(endpoints::add);
    }
    return endpoints;
  }

  private Optional<Endpoint> endpoint(int index) {
    Endpoint endpoint = declared.all().get(index);
    boolean right = isNameRight(endpoint, index);
    if (declared.wishesOf(index).isEmpty()) {
      return right ? Optional.of(endpoint) : Optional.empty();
    }
    Wishes wishes = declared.wishesOf(index).get();
    Optional<Set<Service>> services = wishes.services().map(this::services);
    boolean servicesRight =
        services.isEmpty() || services.get().size() == wishes.services().get().size();
    Map<Service, Port> ports = new TreeMap<>();
    for (PortWish wish : wishes.ports()) {
      right &= addPort(wish, servicesRight ? services : Optional.empty(), ports);
    }
    right &=
        wishes
            .clientAddress()
            .map(mode -> modes.isPossible(endpoint.clientAddress(), mode))
            .orElse(true);
    return right && servicesRight
        ? Optional.of(
            new Endpoint(
                endpoint.name(), services, endpoint.clientAddress(), ports, endpoint.place()))
        : Optional.empty();
  }

  private boolean isNameRight(Endpoint endpoint, int index) {
    String name = endpoint.name().toString();
    String path = declared.path(index);
    if (!names.isAllowed(endpoint.name().hostname(), endpoint.place(), path, name)) {
      return false;
    }
    if (endpoint.name().wildcard() && !names.isInOwnDomain(endpoint.name().hostname())) {
      return complaints.wrong(
          endpoint.place(),
          path,
          name,
          "a wildcard needs a domain that the customer lists",
          "list its domain under domains: in " + customer + "/customer.yaml, or write each name");
    }
    return true;
  }

  private Set<Service> services(List<Declared<String>> names) {
    Set<Service> services = new TreeSet<>();
    for (Declared<String> name : names) {
      Optional<Service> service = service(name);
      if (service.isPresent() && !services.add(service.get())) {
        complaints.wrong(name, "the service is listed twice", "leave one of the two out");
      }
    }
    return services;
  }

  private Optional<Service> service(Declared<String> name) {
    Optional<Service> service = gateway.service(name.value());
    if (service.isEmpty()) {
      List<String> known = gateway.services().stream().map(Service::name).toList();
      complaints.wrong(
          new Declared<>(Problem.shortened(name.value()), name.path(), name.place()),
          "the gateway has no service of this name",
          Spelling.remedy(name.value(), known)
              + "; else add its port to tls-ports or http-ports in gateway.yaml");
    }
    return service;
  }

  private boolean addPort(
      PortWish wish, Optional<Set<Service>> services, Map<Service, Port> ports) {
    Optional<Service> service = service(wish.service());
    if (service.isEmpty()) {
      return false;
    }
    if (services.isPresent() && !services.get().contains(service.get())) {
      return complaints.wrong(
          new Declared<>(wish.port(), wish.service().path(), wish.service().place()),
          "the endpoint's services do not have " + service.get(),
          "add " + service.get() + " to its services, or leave the port out");
    }
    ports.put(service.get(), wish.port());
    return true;
  }
}
