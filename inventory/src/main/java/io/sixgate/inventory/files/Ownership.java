package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.model.Resolver;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.PortRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who owns which prefix and domain: a pure function of all customer files and the gateway. What two
 * customers list is neither's; what lies inside another customer's is not the inner one's.
 */
final class Ownership {
  private final Map<Label, Owned> customers = new HashMap<>();
  private final Map<String, Label> domainOwners = new HashMap<>();
  private PortOwners portOwners = PortOwners.none();

  /**
   * By name: a listed domain below it, of up to two customers, one of which is another than any
   * given one.
   */
  private final Map<String, List<Owner>> below = new HashMap<>();

  /** What is left of one customer file. */
  record Owned(
      List<Ipv6Prefix> prefixes,
      List<Ipv6Prefix> ipv6Only,
      List<Hostname> domains,
      List<PortRange> ports,
      List<Problem> problems) {
    Owned {
      prefixes = List.copyOf(prefixes);
      ipv6Only = List.copyOf(ipv6Only);
      domains = List.copyOf(domains);
      ports = List.copyOf(ports);
      problems = List.copyOf(problems);
    }

    boolean sameAs(Owned other) {
      return other != null
          && prefixes.equals(other.prefixes)
          && ipv6Only.equals(other.ipv6Only)
          && domains.equals(other.domains);
    }
  }

  /** The customer and the domain of its that a name lies in. */
  record Owner(Label customer, Hostname domain) {}

  record Listed<T>(Label customer, Declared<T> declared) {}

  static Ownership of(Gateway gateway, Collection<CustomerDeclaration> declarations) {
    Ownership ownership = new Ownership();
    Map<Declared<?>, Problem> refused = new HashMap<>();
    List<Listed<Ipv6Prefix>> prefixes =
        listed(declarations.stream(), CustomerDeclaration::prefixes);
    List<Listed<Hostname>> domains = listed(declarations.stream(), CustomerDeclaration::domains);
    prefixes.forEach(p -> refuseForGateway(gateway, p.declared(), refused));
    refuseShared(prefixes, refused);
    domains.forEach(d -> refuseForGatewayDomain(gateway, d.declared(), refused));
    refuseSharedDomains(domains, refused);
    PortOwners.shared(listed(declarations.stream(), CustomerDeclaration::ports))
        .forEach((range, other) -> refuseSharedPorts(range.declared(), other, refused));
    for (CustomerDeclaration declaration : declarations) {
      ownership.add(gateway, declaration, refused);
    }
    new TreeMap<>(ownership.domainOwners).forEach(ownership::addBelow);
    Map<Label, List<PortRange>> ports = new HashMap<>();
    ownership.customers.forEach((customer, owned) -> ports.put(customer, owned.ports()));
    ownership.portOwners = PortOwners.of(ports);
    return ownership;
  }

  private static <T> List<Listed<T>> listed(
      Stream<CustomerDeclaration> declarations,
      Function<CustomerDeclaration, List<Declared<T>>> part) {
    return declarations
        .flatMap(d -> part.apply(d).stream().map(declared -> new Listed<>(d.name(), declared)))
        .toList();
  }

  private void add(
      Gateway gateway, CustomerDeclaration declaration, Map<Declared<?>, Problem> refused) {
    List<Problem> problems = new ArrayList<>();
    List<Ipv6Prefix> prefixes = accepted(declaration.prefixes(), refused, problems);
    List<Hostname> domains = accepted(declaration.domains(), refused, problems);
    List<PortRange> ports = accepted(declaration.ports(), refused, problems);
    domains.forEach(domain -> domainOwners.put(domain.text(), declaration.name()));
    customers.put(
        declaration.name(),
        new Owned(
            prefixes,
            ipv6Only(gateway, declaration, prefixes, problems),
            domains,
            ports,
            problems));
  }

  /** Where hosts have no IPv4: what the customer says, else what the gateway says of all. */
  private static List<Ipv6Prefix> ipv6Only(
      Gateway gateway,
      CustomerDeclaration declaration,
      List<Ipv6Prefix> prefixes,
      List<Problem> problems) {
    boolean all =
        declaration
            .allIpv6Only()
            .orElseGet(() -> gateway.dns().resolver().filter(Resolver::ipv6Only).isPresent());
    if (all) {
      return prefixes;
    }
    Map<Declared<?>, Problem> outside = new HashMap<>();
    for (Declared<Ipv6Prefix> one : declaration.ipv6Only()) {
      if (prefixes.stream().noneMatch(own -> own.contains(one.value()))) {
        refuse(
            one,
            "it lies outside the prefixes of " + declaration.name(),
            "use a prefix inside one of them",
            outside);
      }
    }
    return accepted(declaration.ipv6Only(), outside, problems);
  }

  private void addBelow(String domain, Label customer) {
    Owner owner = new Owner(customer, new Hostname(domain));
    for (String at = parent(domain); !at.isEmpty(); at = parent(at)) {
      List<Owner> owners = below.computeIfAbsent(at, name -> new ArrayList<>(1));
      if (owners.isEmpty() || (owners.size() == 1 && !owners.get(0).customer().equals(customer))) {
        owners.add(owner);
      }
    }
  }

  /** A domain below the name that another customer lists, if there is one. */
  Optional<Owner> foreignBelow(Hostname name, Label customer) {
    return below.getOrDefault(name.text(), List.of()).stream()
        .filter(owner -> !owner.customer().equals(customer))
        .findFirst();
  }

  private static <T> List<T> accepted(
      List<Declared<T>> declared, Map<Declared<?>, Problem> refused, List<Problem> problems) {
    List<T> accepted = new ArrayList<>();
    for (Declared<T> one : declared) {
      Problem problem = refused.get(one);
      if (problem == null) {
        accepted.add(one.value());
      } else {
        problems.add(problem);
      }
    }
    return accepted;
  }

  private static void refuse(
      Declared<?> declared, String reason, String remedy, Map<Declared<?>, Problem> refused) {
    refused.putIfAbsent(
        declared,
        new Problem(
            declared.place(), declared.path(), declared.value().toString(), reason, remedy));
  }

  private static void refuseForGateway(
      Gateway gateway, Declared<Ipv6Prefix> prefix, Map<Declared<?>, Problem> refused) {
    Ipv6Prefix value = prefix.value();
    if (gateway.customerPrefixes().stream().noneMatch(outer -> outer.contains(value))) {
      refuse(
          prefix,
          "it lies outside customer-prefixes of gateway.yaml",
          "use a prefix inside one of them, or list it there",
          refused);
    }
    Stream.concat(gateway.embeddedPrefix().stream(), gateway.nat64().stream().map(n -> n.prefix()))
        .filter(value::overlaps)
        .forEach(
            own ->
                refuse(
                    prefix,
                    "it overlaps " + own + ", which gateway.yaml keeps for the gateway",
                    "use a prefix beside it",
                    refused));
  }

  /** One sweep in the order of prefixes: whatever encloses a prefix stands before it. */
  private static void refuseShared(
      List<Listed<Ipv6Prefix>> prefixes, Map<Declared<?>, Problem> refused) {
    Deque<Listed<Ipv6Prefix>> enclosing = new ArrayDeque<>();
    List<Listed<Ipv6Prefix>> sorted =
        prefixes.stream().sorted(Comparator.comparing(p -> p.declared().value())).toList();
    for (Listed<Ipv6Prefix> prefix : sorted) {
      while (!enclosing.isEmpty() && !valueOf(enclosing.peek()).contains(valueOf(prefix))) {
        enclosing.pop();
      }
      for (Listed<Ipv6Prefix> outer : enclosing) {
        if (!outer.customer().equals(prefix.customer())) {
          boolean equal = valueOf(outer).equals(valueOf(prefix));
          refuse(
              prefix.declared(),
              sharedReason(outer, equal),
              "give each address to one customer",
              refused);
          if (equal) {
            refuse(
                outer.declared(),
                sharedReason(prefix, true),
                "give each address to one customer",
                refused);
          }
        }
      }
      enclosing.push(prefix);
    }
  }

  private static Ipv6Prefix valueOf(Listed<Ipv6Prefix> listed) {
    return listed.declared().value();
  }

  private static String sharedReason(Listed<?> other, boolean equal) {
    return equal
        ? other.declared().place() + " lists it too, so it is neither's"
        : "it lies inside " + other.declared().value() + " of " + other.declared().place();
  }

  private static void refuseForGatewayDomain(
      Gateway gateway, Declared<Hostname> domain, Map<Declared<?>, Problem> refused) {
    gatewayDomainAround(gateway, domain.value())
        .ifPresent(
            own ->
                refuse(
                    domain,
                    "it lies inside the gateway's own domain " + own,
                    "list only domains of the customer",
                    refused));
  }

  /** The gateway's or the leases' domain, if the name lies inside. */
  static Optional<Hostname> gatewayDomainAround(Gateway gateway, Hostname name) {
    return gatewayDomains(gateway).filter(name::isInside).findFirst();
  }

  private static Stream<Hostname> gatewayDomains(Gateway gateway) {
    return Stream.concat(
        gateway.domain().stream(), gateway.leasePool().stream().map(pool -> pool.domain()));
  }

  /** Its domains, and the names of its servers. */
  static Stream<Hostname> ofGateway(Gateway gateway) {
    return Stream.concat(gatewayDomains(gateway), gateway.serverNames().stream());
  }

  private static void refuseSharedDomains(
      List<Listed<Hostname>> domains, Map<Declared<?>, Problem> refused) {
    Map<String, List<Listed<Hostname>>> byName = new HashMap<>();
    for (Listed<Hostname> domain : domains) {
      byName
          .computeIfAbsent(domain.declared().value().text(), name -> new ArrayList<>())
          .add(domain);
    }
    for (Listed<Hostname> domain : domains) {
      String name = domain.declared().value().text();
      for (String at = name; !at.isEmpty(); at = parent(at)) {
        boolean equal = at.length() == name.length();
        for (Listed<Hostname> other : byName.getOrDefault(at, List.of())) {
          if (!other.customer().equals(domain.customer())) {
            refuse(
                domain.declared(),
                sharedReason(other, equal),
                "list each domain for one customer",
                refused);
          }
        }
      }
    }
  }

  private static String parent(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  private static void refuseSharedPorts(
      Declared<PortRange> range, Listed<PortRange> other, Map<Declared<?>, Problem> refused) {
    refuse(range, sharedReason(other, true), "list each port for one customer", refused);
  }

  /** Who has which of the gateway's ports. */
  PortOwners ports() {
    return portOwners;
  }

  /** Whose domain the name lies in. */
  Optional<Owner> owner(Hostname name) {
    for (String at = name.text(); !at.isEmpty(); at = parent(at)) {
      Label customer = domainOwners.get(at);
      if (customer != null) {
        return Optional.of(new Owner(customer, new Hostname(at)));
      }
    }
    return Optional.empty();
  }

  /** Empty for a customer without a usable file. */
  Optional<Owned> of(Label customer) {
    return Optional.ofNullable(customers.get(customer));
  }

  /** The domains whose owner is another than before. */
  Set<Hostname> domainsChangedSince(Ownership before) {
    Set<String> names = new HashSet<>(domainOwners.keySet());
    names.addAll(before.domainOwners.keySet());
    names.removeIf(name -> Objects.equals(domainOwners.get(name), before.domainOwners.get(name)));
    Set<Hostname> changed = new HashSet<>();
    names.forEach(name -> changed.add(new Hostname(name)));
    return changed;
  }

  /** Owns nothing. */
  static Ownership none() {
    return new Ownership();
  }
}
