package io.sixgate.inventory.files;

import io.sixgate.inventory.files.Ownership.Owned;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A customer's folder in the {@link Assembly}, and what of it was served last. */
final class CustomerEntry {
  final Label name;
  final SortedMap<Label, HostEntry> hosts = new TreeMap<>();
  boolean hasFile;
  Optional<CustomerDeclaration> declared = Optional.empty();
  List<Problem> fileProblems = List.of();
  List<Problem> problems = List.of();
  Optional<Customer> served = Optional.empty();

  /** Whether {@link #update} is due. */
  boolean changed = true;

  CustomerEntry(Label name) {
    this.name = name;
  }

  /**
   * Makes anew what is served, and the problems.
   *
   * @param owned empty if no file says what the customer owns
   */
  void update(Optional<Owned> owned) {
    changed = false;
    SortedMap<Label, Host> servedHosts = new TreeMap<>();
    List<Problem> ofFile = new ArrayList<>(fileProblems);
    owned.ifPresent(o -> ofFile.addAll(o.problems()));
    List<Problem> all = new ArrayList<>(ProblemLimit.of(ofFile));
    if (!hasFile) {
      all.add(missing());
    }
    for (Map.Entry<Label, HostEntry> entry : hosts.entrySet()) {
      HostEntry host = entry.getValue();
      host.served.ifPresent(one -> servedHosts.put(entry.getKey(), one));
      all.addAll(ProblemLimit.of(host.problems()));
    }
    problems = List.copyOf(all);
    if (owned.isEmpty()) {
      served = Optional.empty();
    } else if (served.filter(old -> isSame(old, owned.get(), servedHosts)).isEmpty()) {
      served =
          Optional.of(
              new Customer(
                  name,
                  owned.get().prefixes(),
                  owned.get().ipv6Only(),
                  owned.get().domains(),
                  owned.get().ports(),
                  servedHosts));
    }
  }

  private Problem missing() {
    return new Problem(
        new Place(name + "/customer.yaml", 1, 1),
        "",
        "",
        "it is missing, and without it none of the customer's addresses can be checked",
        "write it, with prefixes: and domains:");
  }

  @SuppressWarnings("ReferenceEquality") // on purpose: unchanged hosts are the same instances
  private static boolean isSame(Customer old, Owned owned, SortedMap<Label, Host> hosts) {
    return old.prefixes().equals(owned.prefixes())
        && old.ipv6Only().equals(owned.ipv6Only())
        && old.domains().equals(owned.domains())
        && old.ports().equals(owned.ports())
        && old.hosts().size() == hosts.size()
        && hosts.entrySet().stream().allMatch(e -> old.hosts().get(e.getKey()) == e.getValue());
  }
}
