package io.sixgate.inventory.files;

import io.sixgate.inventory.files.Ownership.Owned;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.Hostname;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Keeps what the files declare, and makes snapshots of it. What changed is checked anew, and so is
 * what a change elsewhere decides: claims to the same key, names inside a domain that has another
 * owner now. The result is the same as if everything had just been read for the first time; only
 * instances tell the difference.
 */
final class Assembly {
  private final SortedMap<Label, CustomerEntry> customers = new TreeMap<>();
  private final Claims claims = new Claims(List.of());
  private final Set<HostEntry> unchecked = new LinkedHashSet<>();
  private final Set<HostEntry> unsettled = new LinkedHashSet<>();

  /** Hosts by the time at which something of theirs begins or ends. */
  private final NavigableMap<Instant, Set<HostEntry>> due = new TreeMap<>();

  private Optional<Gateway> gateway = Optional.empty();
  private Ownership ownership = Ownership.none();
  private Instant lastTime = Instant.MIN;
  private boolean ownersMayHaveChanged;

  Optional<Gateway> gateway() {
    return gateway;
  }

  void putGateway(Optional<Gateway> now) {
    // An equal gateway keeps its instance, and no host is looked at.
    if (!gateway.equals(now)) {
      gateway = now;
      ownersMayHaveChanged = true;
      customers.values().forEach(customer -> unchecked.addAll(customer.hosts.values()));
    }
  }

  boolean hasUsable(Label customer) {
    return Optional.ofNullable(customers.get(customer))
        .flatMap(entry -> entry.declared)
        .isPresent();
  }

  boolean hasUsable(HostId host) {
    return Optional.ofNullable(customers.get(host.customer()))
        .map(entry -> entry.hosts.get(host.host()))
        .flatMap(entry -> entry.declared)
        .isPresent();
  }

  void putCustomer(Label name, Optional<CustomerDeclaration> declared, List<Problem> problems) {
    CustomerEntry customer = customers.computeIfAbsent(name, CustomerEntry::new);
    customer.hasFile = true;
    customer.declared = declared;
    customer.fileProblems = List.copyOf(problems);
    customer.changed = true;
    ownersMayHaveChanged = true;
  }

  void removeCustomer(Label name) {
    CustomerEntry customer = customers.get(name);
    if (customer != null) {
      customer.hasFile = false;
      customer.declared = Optional.empty();
      customer.fileProblems = List.of();
      customer.changed = true;
      ownersMayHaveChanged = true;
    }
  }

  void putHost(HostId id, Optional<HostDeclaration> declared, List<Problem> problems) {
    CustomerEntry customer = customers.computeIfAbsent(id.customer(), CustomerEntry::new);
    HostEntry host = customer.hosts.computeIfAbsent(id.host(), label -> new HostEntry(id));
    host.declared = declared;
    host.fileProblems = List.copyOf(problems);
    customer.changed = true;
    unchecked.add(host);
  }

  void removeHost(HostId id) {
    CustomerEntry customer = customers.get(id.customer());
    HostEntry host = customer == null ? null : customer.hosts.remove(id.host());
    if (host != null) {
      host.declared = Optional.empty();
      customer.changed = true;
      unchecked.add(host);
    }
  }

  /**
   * The snapshot; the gateway must be there.
   *
   * @param others problems that belong to no file that was put here
   * @param now decides what has begun or is over
   */
  Inventory assemble(List<Problem> others, Instant now) {
    Gateway facts = gateway.orElseThrow();
    if (ownersMayHaveChanged) {
      claims.setGatewayAddresses(facts.addresses());
      updateOwnership(facts);
      ownersMayHaveChanged = false;
    }
    if (now.isBefore(lastTime)) {
      recheckDated(); // The clock was set back, and what was over may not be over any more.
    }
    lastTime = now;
    NavigableMap<Instant, Set<HostEntry>> reached = due.headMap(now, true);
    reached.values().forEach(unchecked::addAll);
    reached.clear();
    for (HostEntry host : unchecked) {
      check(host, facts, now);
    }
    unchecked.clear();
    claims.drainTouched(this::touch);
    for (HostEntry host : unsettled) {
      settle(host);
    }
    unsettled.clear();
    return snapshot(facts, others);
  }

  /** Only leases depend on the time. */
  private void recheckDated() {
    customers.values().stream()
        .flatMap(customer -> customer.hosts.values().stream())
        .filter(host -> host.declared.filter(said -> !said.leases().isEmpty()).isPresent())
        .forEach(unchecked::add);
  }

  private void updateOwnership(Gateway facts) {
    Ownership now =
        Ownership.of(facts, customers.values().stream().flatMap(c -> c.declared.stream()).toList());
    Set<Hostname> moved = now.domains().changedSince(ownership.domains());
    BitSet ports = now.ports().changedSince(ownership.ports());
    for (CustomerEntry customer : customers.values()) {
      Optional<Owned> before = ownership.of(customer.name);
      Optional<Owned> after = now.of(customer.name);
      boolean all =
          after.isPresent() != before.isPresent()
              || !after.map(a -> a.sameAs(before.get())).orElse(true);
      customer.changed |= !after.equals(before);
      for (HostEntry host : customer.hosts.values()) {
        if (all
            || host.declared
                .filter(d -> moved.stream().anyMatch(d::hasNameInside) || d.hasPortAmong(ports))
                .isPresent()) {
          unchecked.add(host);
        }
      }
    }
    ownership = now;
  }

  /** When the next snapshot differs from the last, if no file changes. */
  Optional<Instant> nextChange() {
    return due.isEmpty() ? Optional.empty() : Optional.of(due.firstKey());
  }

  private void check(HostEntry host, Gateway facts, Instant now) {
    Optional<Owned> owned = ownership.of(host.id.customer());
    HostCheck.Result result =
        host.declared.isPresent() && owned.isPresent()
            ? HostCheck.check(host.declared.get(), facts, ownership, owned.get(), now)
            : new HostCheck.Result(Optional.empty(), List.of());
    result
        .until()
        .ifPresent(at -> due.computeIfAbsent(at, time -> new LinkedHashSet<>()).add(host));
    HostCheck.Result once =
        result
            .host()
            .map(candidate -> claims.withoutRepeats(candidate, paths(host)))
            .orElse(new HostCheck.Result(Optional.empty(), List.of()));
    List<Problem> problems =
        Stream.concat(result.problems().stream(), once.problems().stream()).toList();
    if (!problems.equals(host.checkProblems)) {
      host.checkProblems = problems;
      changed(host);
    }
    if (!once.host().equals(host.candidate)) {
      host.candidate.ifPresent(claims::remove);
      host.candidate = once.host();
      host.candidate.ifPresent(claims::add);
    }
    unsettled.add(host);
  }

  private void touch(HostId id) {
    CustomerEntry customer = customers.get(id.customer());
    HostEntry host = customer == null ? null : customer.hosts.get(id.host());
    if (host != null) {
      unsettled.add(host);
    }
  }

  private void settle(HostEntry host) {
    HostCheck.Result settled =
        host.candidate
            .map(candidate -> claims.settle(candidate, paths(host)))
            .orElseGet(() -> new HostCheck.Result(Optional.empty(), List.of()));
    if (!settled.host().equals(host.served)) {
      host.served = settled.host();
      changed(host);
    }
    if (!settled.problems().equals(host.claimProblems)) {
      host.claimProblems = settled.problems();
      changed(host);
    }
  }

  /** The paths in the host's file by place; gathered only when the first is asked for. */
  private static Function<Place, String> paths(HostEntry host) {
    Map<Place, String> paths = new HashMap<>();
    return place -> {
      if (paths.isEmpty()) {
        host.declared.ifPresent(declared -> paths.putAll(declared.paths()));
      }
      return paths.getOrDefault(place, "");
    };
  }

  private void changed(HostEntry host) {
    CustomerEntry customer = customers.get(host.id.customer());
    if (customer != null) {
      customer.changed = true;
    }
  }

  private Inventory snapshot(Gateway facts, List<Problem> others) {
    customers.values().removeIf(customer -> !customer.hasFile && customer.hosts.isEmpty());
    SortedMap<Label, Customer> served = new TreeMap<>();
    List<Problem> problems = new ArrayList<>(others);
    for (CustomerEntry customer : customers.values()) {
      if (customer.changed) {
        customer.update(ownership.of(customer.name));
      }
      customer.served.ifPresent(one -> served.put(customer.name, one));
      problems.addAll(customer.problems);
    }
    return new Inventory(facts, served, problems);
  }
}
