package io.sixgate.snmp.observe;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.model.Nat64Blocks.Owners;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an inventory has served, thing by thing, and nothing of the inventory itself.
 *
 * @param problems entries that are left out because they are wrong
 * @param endpoints in the order of their rows
 * @param leases those that are over as well
 * @param leasesUsedUp services that every address of the lease pool has lent
 * @param sources where those live who have a share of NAT64, by its name: of a customer the first
 *     prefix, of a host the first address
 */
public record Served(
    int problems,
    List<CustomerShare> customers,
    List<Name> endpoints,
    List<Ports> forwards,
    List<Lent> leases,
    List<String> leasesUsedUp,
    Map<String, Ipv6Prefix> sources) {

  /** An endpoint of a host. */
  public record Name(String name, HostId host) {}

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
  public static final Served NOTHING =
      new Served(0, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

  /** All of an inventory. */
  public static Served of(Inventory inventory) {
    List<CustomerShare> customers = new ArrayList<>();
    List<Name> endpoints = new ArrayList<>();
    List<Ports> forwards = new ArrayList<>();
    List<Lent> leases = new ArrayList<>();
    for (Customer customer : inventory.customers().values()) {
      customers.add(CustomerShare.of(customer));
      for (Host host : customer.hosts().values()) {
        host.endpoints()
            .forEach(endpoint -> endpoints.add(new Name(endpoint.name().toString(), host.id())));
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
    return new Served(
        inventory.problems().size(),
        customers,
        new NameList(endpoints),
        forwards,
        leases,
        usedUp(inventory, leases),
        sources(inventory));
  }

  private static Map<String, Ipv6Prefix> sources(Inventory inventory) {
    Optional<Nat64> nat64 = inventory.gateway().nat64();
    if (nat64.isEmpty()) {
      return Map.of();
    }
    boolean ofHosts = nat64.get().blocks().owners() == Owners.HOSTS;
    Map<String, Ipv6Prefix> sources = new TreeMap<>();
    for (Customer customer : inventory.customers().values()) {
      customer.prefixes().stream()
          .findFirst()
          .ifPresent(prefix -> sources.put(customer.name().text(), prefix));
      for (Host host : customer.hosts().values()) {
        if (ofHosts || host.nat64().isPresent()) {
          sources.put(host.id().toString(), new Ipv6Prefix(host.addresses().get(0), 128));
        }
      }
    }
    return sources;
  }

  private static List<String> usedUp(Inventory inventory, List<Lent> leases) {
    int addresses = inventory.gateway().leasePool().map(pool -> pool.addresses().size()).orElse(0);
    Map<String, Long> lent =
        leases.stream()
            .filter(one -> one.lease().state().isForwarded())
            .collect(
                Collectors.groupingBy(
                    one -> one.lease().service().toString(),
                    TreeMap::new,
                    Collectors.mapping(
                        one -> one.lease().address(),
                        Collectors.collectingAndThen(
                            Collectors.toSet(), set -> (long) set.size()))));
    return lent.entrySet().stream()
        .filter(service -> service.getValue() >= addresses)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Ports ports(Forward forward, HostId host) {
    String address = forward.gatewayAddress().map(Object::toString).orElse("*");
    return new Ports(
        forward.protocol() + " " + address + " " + forward.ports(),
        host,
        forward.hostPort().number());
  }
}
