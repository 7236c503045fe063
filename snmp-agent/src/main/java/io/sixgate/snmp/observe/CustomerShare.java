package io.sixgate.snmp.observe;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Host;
import java.util.function.ToIntFunction;

/**
 * What is served for a customer.
 *
 * @param hosts that are served
 * @param endpoints names
 * @param forwards by port, those for SSH included
 * @param leases ports of lent addresses that lead to its hosts now
 */
public record CustomerShare(String name, int hosts, int endpoints, int forwards, int leases) {
  static CustomerShare of(Customer customer) {
    return new CustomerShare(
        customer.name().text(),
        customer.hosts().size(),
        sum(customer, host -> host.endpoints().size()),
        sum(customer, host -> host.forwards().size() + (host.ssh().isPresent() ? 1 : 0)),
        sum(customer, host -> host.leases().size()));
  }

  private static int sum(Customer customer, ToIntFunction<Host> count) {
    return customer.hosts().values().stream().mapToInt(count).sum();
  }
}
