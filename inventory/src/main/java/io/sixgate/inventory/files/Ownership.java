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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who owns which prefix and domain: a pure function of all customer files and the gateway. What two
 * customers list is neither's; what lies inside another customer's is not the inner one's.
 */
final class Ownership {
  private final Map<Label, Owned> customers = new HashMap<>();
  private DomainOwners domainOwners = DomainOwners.none();
  private PortOwners portOwners = PortOwners.none();

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
    ownership.domainOwners = DomainOwners.of(ownership.left(Owned::domains));
    ownership.portOwners = PortOwners.of(ownership.left(Owned::ports));
    return ownership;
  }

  private <T> Map<Label, List<T>> left(Function<Owned, List<T>> part) {
    Map<Label, List<T>> lists = new HashMap<>();
    customers.forEach((customer, owned) -> lists.put(customer, part.apply(owned)));
    return lists;
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
    GatewayNames.domainAround(gateway, domain.value())
        .ifPresent(
            own ->
                refuse(
                    domain,
                    "it lies inside the gateway's own domain " + own,
                    "list only domains of the customer",
                    refused));
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
      for (String at = name; !at.isEmpty(); at = DomainOwners.parent(at)) {
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

  private static void refuseSharedPorts(
      Declared<PortRange> range, Listed<PortRange> other, Map<Declared<?>, Problem> refused) {
    refuse(range, sharedReason(other, true), "list each port for one customer", refused);
  }

  /** Who has which domain. */
  DomainOwners domains() {
    return domainOwners;
  }

  /** Who has which of the gateway's ports. */
  PortOwners ports() {
    return portOwners;
  }

  /** Empty for a customer without a usable file. */
  Optional<Owned> of(Label customer) {
    return Optional.ofNullable(customers.get(customer));
  }

  /** Owns nothing. */
  static Ownership none() {
    return new Ownership();
  }
}
