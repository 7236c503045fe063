package io.sixgate.snmp.observe;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Lease;
import java.util.ArrayList;
import java.util.List;

/**
 * What an inventory has served, thing by thing.
 *
 * @param problems entries that are left out because they are wrong
 * @param leases those that are over as well
 */
public record Served(
    int problems,
    List<CustomerShare> customers,
    List<Name> endpoints,
    List<Ports> forwards,
    List<Lent> leases) {

  /** An endpoint of a host. */
  public record Name(Endpoint endpoint, HostId host) {}

  /**
   * Ports of the gateway that lead to a host.
   *
   * @param name PROTOCOL ADDRESS PORTS, with * for every address
   * @param hostPort to which the first of them leads
   */
  public record Ports(String name, HostId host, int hostPort) {}

  /** A lease of a host. */
  public record Lent(Lease lease, HostId host) {}

  /** Before an inventory was read. */
  public static final Served NOTHING = new Served(0, List.of(), List.of(), List.of(), List.of());

  /** All of an inventory. */
  public static Served of(Inventory inventory) {
    List<CustomerShare> customers = new ArrayList<>();
    List<Name> endpoints = new ArrayList<>();
    List<Ports> forwards = new ArrayList<>();
    List<Lent> leases = new ArrayList<>();
    for (Customer customer : inventory.customers().values()) {
      customers.add(CustomerShare.of(customer));
      for (Host host : customer.hosts().values()) {
        host.endpoints().forEach(endpoint -> endpoints.add(new Name(endpoint, host.id())));
        host.ssh()
            .ifPresent(
                ssh ->
                    forwards.add(
                        new Ports("tcp * " + ssh.port(), host.id(), ssh.hostPort().number())));
        host.forwards().forEach(forward -> forwards.add(ports(forward, host.id())));
        host.leases().forEach(lease -> leases.add(new Lent(lease, host.id())));
        host.pastLeases().forEach(lease -> leases.add(new Lent(lease, host.id())));
      }
    }
    return new Served(inventory.problems().size(), customers, endpoints, forwards, leases);
  }

  private static Ports ports(Forward forward, HostId host) {
    String address = forward.gatewayAddress().map(Object::toString).orElse("*");
    return new Ports(
        forward.protocol() + " " + address + " " + forward.ports(),
        host,
        forward.hostPort().number());
  }
}
