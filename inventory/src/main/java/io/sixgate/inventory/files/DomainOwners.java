package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.Hostname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which customer a domain belongs to, and all names inside it. */
final class DomainOwners {
  private final Map<String, Label> owners = new HashMap<>();

  /**
   * By name: a listed domain below it, of up to two customers, one of which is another than any
   * given one.
   */
  private final Map<String, List<Owner>> below = new HashMap<>();

  /** The customer and the domain of its that a name lies in. */
  record Owner(Label customer, Hostname domain) {}

  private DomainOwners() {}

  static DomainOwners none() {
    return new DomainOwners();
  }

  /** By what is left of all customers' lists, in which no domain is two customers'. */
  static DomainOwners of(Map<Label, List<Hostname>> lists) {
    DomainOwners all = new DomainOwners();
    lists.forEach(
        (customer, domains) -> domains.forEach(domain -> all.owners.put(domain.text(), customer)));
    new TreeMap<>(all.owners).forEach(all::addBelow);
    return all;
  }

  private void addBelow(String domain, Label customer) {
    Owner owner = new Owner(customer, new Hostname(domain));
    for (String at = parent(domain); !at.isEmpty(); at = parent(at)) {
      List<Owner> found = below.computeIfAbsent(at, name -> new ArrayList<>(1));
      if (found.isEmpty() || (found.size() == 1 && !found.get(0).customer().equals(customer))) {
        found.add(owner);
      }
    }
  }

  /** What a name lies in at once; empty for a top-level domain. */
  static String parent(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  /** Whose domain the name lies in. */
  Optional<Owner> owner(Hostname name) {
    for (String at = name.text(); !at.isEmpty(); at = parent(at)) {
      Label customer = owners.get(at);
      if (customer != null) {
        return Optional.of(new Owner(customer, new Hostname(at)));
      }
    }
    return Optional.empty();
  }

  /** A domain below the name that another customer lists, if there is one. */
  Optional<Owner> foreignBelow(Hostname name, Label customer) {
    return below.getOrDefault(name.text(), List.of()).stream()
        .filter(owner -> !owner.customer().equals(customer))
        .findFirst();
  }

  /** The domains whose owner is another than before. */
  Set<Hostname> changedSince(DomainOwners before) {
    Set<String> names = new HashSet<>(owners.keySet());
    names.addAll(before.owners.keySet());
    names.removeIf(name -> Objects.equals(owners.get(name), before.owners.get(name)));
    Set<Hostname> changed = new HashSet<>();
    names.forEach(name -> changed.add(new Hostname(name)));
    return changed;
  }
}
