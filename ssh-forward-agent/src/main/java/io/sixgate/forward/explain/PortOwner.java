package io.sixgate.forward.explain;

import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.model.SshAccess;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The record of a host that has a port of the gateway for a protocol. */
record PortOwner(
    HostId host,
    String record,
    Place place,
    Protocol protocol,
    boolean byKernel,
    Ipv6Address address,
    Port port,
    List<IpPrefix> allow) {

  /**
   * Looks for it.
   *
   * @param asked TCP before UDP, if empty
   */
  static Optional<PortOwner> of(
      Inventory inventory, IpAddress at, Port port, Optional<Protocol> asked) {
    return inventory.customers().values().stream()
        .flatMap(customer -> customer.hosts().values().stream())
        .flatMap(host -> records(inventory.gateway(), host, at, port))
        .filter(owner -> asked.map(owner.protocol::equals).orElse(true))
        .min(Comparator.comparing(PortOwner::protocol));
  }

  private static Stream<PortOwner> records(Gateway gateway, Host host, IpAddress at, Port port) {
    boolean own = gateway.addresses().contains(at);
    Stream<PortOwner> ssh =
        host
            .ssh()
            .filter(access -> own && access.port().equals(port))
            .map(access -> of(host, access))
            .stream();
    Stream<PortOwner> forwards =
        host.forwards().stream()
            .filter(forward -> forward.gatewayAddress().map(at::equals).orElse(own))
            .filter(forward -> forward.ports().contains(port))
            .map(forward -> of(host, forward, port));
    Stream<PortOwner> leases =
        host.leases().stream()
            .filter(lease -> lease.address().equals(at) && lease.service().port().equals(port))
            .flatMap(lease -> of(host, lease));
    return Stream.of(ssh, forwards, leases).flatMap(some -> some);
  }

  private static PortOwner of(Host host, SshAccess ssh) {
    return new PortOwner(
        host.id(),
        "ssh",
        ssh.place(),
        Protocol.TCP,
        false,
        host.addresses().get(0),
        ssh.hostPort(),
        ssh.allow());
  }

  private static PortOwner of(Host host, Forward forward, Port port) {
    int offset = port.number() - forward.ports().first().number();
    return new PortOwner(
        host.id(),
        "forwards",
        forward.place(),
        forward.protocol(),
        forward.byKernel(),
        host.addresses().get(0),
        new Port(forward.hostPort().number() + offset),
        forward.allow());
  }

  private static Stream<PortOwner> of(Host host, Lease lease) {
    return lease.service().protocols().stream()
        .map(
            protocol ->
                new PortOwner(
                    host.id(),
                    "leases",
                    lease.place(),
                    protocol,
                    protocol == Protocol.UDP,
                    host.addresses().get(0),
                    lease.service().port(),
                    List.of()));
  }

  /** Who may connect, as the inventory says it; null: all. */
  List<String> allowed() {
    return allow.isEmpty() ? null : allow.stream().map(Object::toString).toList();
  }
}
