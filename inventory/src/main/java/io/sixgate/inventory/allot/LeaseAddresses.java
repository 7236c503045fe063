package io.sixgate.inventory.allot;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.LeasePool;
import io.sixgate.inventory.model.LeaseState;
import io.sixgate.inventory.model.LeasedService;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Chooses addresses for leases: the fullest one on which the service's port is free, so that many
 * customers share one address and the others stay whole.
 */
public final class LeaseAddresses {
  private final Gateway gateway;
  private final LeasePool pool;
  private final List<Held> held = new ArrayList<>();

  /** A lease whose address leads somewhere. */
  private record Held(Host host, Lease lease) {}

  private final List<Forward> forwards = new ArrayList<>();

  private LeaseAddresses(Gateway gateway, LeasePool pool) {
    this.gateway = gateway;
    this.pool = pool;
  }

  /**
   * The addresses of this inventory.
   *
   * @throws NothingFree if gateway.yaml has no lease-pool
   */
  public static LeaseAddresses of(Inventory inventory) throws NothingFree {
    LeaseAddresses addresses =
        new LeaseAddresses(
            inventory.gateway(),
            inventory
                .gateway()
                .leasePool()
                .orElseThrow(
                    () ->
                        new NothingFree(
                            "gateway.yaml has no lease-pool; write one there, with the addresses to"
                                + " lend and a domain for their names")));
    for (Customer customer : inventory.customers().values()) {
      for (Host host : customer.hosts().values()) {
        host.leases().forEach(lease -> addresses.held.add(new Held(host, lease)));
        addresses.forwards.addAll(host.forwards());
      }
    }
    return addresses;
  }

  /**
   * The addresses on which the service's port is free, the fullest first, then in the pool's order.
   *
   * @throws NothingFree if there is none; the message says who has them and what could be taken
   *     back
   */
  public List<Ipv4Address> candidates(LeasedService service) throws NothingFree {
    List<Ipv4Address> free =
        pool.addresses().stream()
            .filter(address -> isFree(address, service))
            .sorted(Comparator.comparingLong((Ipv4Address address) -> -leases(address)))
            .toList();
    if (free.isEmpty()) {
      throw new NothingFree(
          "no address of the lease-pool has port "
              + service.port()
              + " ("
              + service
              + ") free: "
              + pool.addresses().stream()
                  .map(address -> holder(address, service))
                  .collect(Collectors.joining(", "))
              + "; "
              + remedy());
    }
    return free;
  }

  private boolean isFree(Ipv4Address address, LeasedService service) {
    return holding(address, service).isEmpty() && forwarding(address, service).isEmpty();
  }

  private Optional<Held> holding(Ipv4Address address, LeasedService service) {
    return held.stream()
        .filter(one -> one.lease.address().equals(address))
        .filter(one -> one.lease.service().port().equals(service.port()))
        .filter(
            one -> one.lease.service().protocols().stream().anyMatch(service.protocols()::contains))
        .findFirst();
  }

  private Optional<Forward> forwarding(IpAddress address, LeasedService service) {
    return forwards.stream()
        .filter(forward -> forward.gatewayAddress().equals(Optional.of(address)))
        .filter(forward -> service.protocols().contains(forward.protocol()))
        .filter(forward -> forward.ports().contains(service.port()))
        .findFirst();
  }

  private long leases(Ipv4Address address) {
    return held.stream().filter(one -> one.lease.address().equals(address)).count();
  }

  private String holder(Ipv4Address address, LeasedService service) {
    return holding(address, service)
        .map(
            one ->
                address
                    + " is "
                    + one.host.id()
                    + "'s"
                    + (one.lease.state() == LeaseState.MOVING ? " until " + freed(one.lease) : "")
                    + one.lease.expires().map(day -> " to the end of " + day).orElse(""))
        .orElseGet(
            () -> address + " has a forward at " + forwarding(address, service).get().place());
  }

  private Instant freed(Lease lease) {
    return lease.reclaimed().orElseThrow().plus(pool.handover());
  }

  /** What the gateway's own addresses do by now, so that nothing needs to be lent for it. */
  private String remedy() {
    Map<String, Integer> covered = new TreeMap<>();
    for (Held one : held) {
      if (one.lease.state() == LeaseState.LENT) {
        gateway
            .covering(one.lease.service())
            .map(Service::kind)
            .ifPresent(
                kind ->
                    covered.merge(
                        "\"sixgate lease reclaim "
                            + one.lease.service()
                            + " --covered-by "
                            + Coverage.of(kind).word()
                            + "\"",
                        1,
                        Integer::sum));
      }
    }
    String more = "add addresses to lease-pool in gateway.yaml";
    return covered.isEmpty()
        ? more + ", or release a lease"
        : covered.entrySet().stream()
                .map(one -> one.getKey() + " frees " + one.getValue())
                .collect(Collectors.joining(", "))
            + "; or "
            + more;
  }
}
