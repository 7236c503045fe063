package io.sixgate.inventory.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What should be, at one moment. Customers and hosts that are the same as in the snapshot before
 * are the same instances, so that a reader finds what changed without comparing what did not.
 *
 * @param problems everything that was left out, in the order of their places
 */
public record Inventory(
    Gateway gateway, SortedMap<Label, Customer> customers, List<Problem> problems) {

  public Inventory {
    customers = Collections.unmodifiableSortedMap(new TreeMap<>(customers));
    problems = problems.stream().sorted().toList();
  }

  /**
   * The hosts in which the two differ; the cost grows with the customers and with the hosts of the
   * changed ones.
   */
  public static HostChanges changes(Inventory before, Inventory after) {
    return HostChanges.between(before, after);
  }

  /** The customers in which the two differ, in the order of their names. */
  public static List<CustomerChange> customerChanges(Inventory before, Inventory after) {
    List<CustomerChange> changes = new ArrayList<>();
    Differences.each(
        before.customers().values(),
        after.customers().values(),
        Customer::name,
        (old, now) -> changes.add(new CustomerChange(old, now)));
    return changes;
  }

  public Optional<Host> host(HostId id) {
    return Optional.ofNullable(customers.get(id.customer()))
        .map(customer -> customer.hosts().get(id.host()));
  }
}
