package io.sixgate.snmp.metrics;

import io.sixgate.snmp.observe.CustomerShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The customers that have rows of their own, and the others in one row. */
final class CustomerRows {
  /** No DNS label, so that no customer has this name. */
  static final String OTHERS = "_others";

  private static final Comparator<CustomerShare> LARGEST_FIRST =
      Comparator.comparingInt((CustomerShare c) -> c.endpoints() + c.forwards() + c.leases())
          .reversed()
          .thenComparing(CustomerShare::name);

  private CustomerRows() {}

  /**
   * At most so many by name, those with most, and one for all others.
   *
   * @param most 0 or more
   */
  static List<CustomerShare> of(List<CustomerShare> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<CustomerShare> sorted = all.stream().sorted(LARGEST_FIRST).toList();
    List<CustomerShare> rows = new ArrayList<>(sorted.subList(0, most));
    rows.add(
        sorted.subList(most, sorted.size()).stream()
            .reduce(new CustomerShare(OTHERS, 0, 0, 0, 0), CustomerRows::sum));
    return rows;
  }

  private static CustomerShare sum(CustomerShare one, CustomerShare other) {
    return new CustomerShare(
        one.name(),
        one.hosts() + other.hosts(),
        one.endpoints() + other.endpoints(),
        one.forwards() + other.forwards(),
        one.leases() + other.leases());
  }
}
