package io.sixgate.nat64.state;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.model.Nat64Blocks;
import io.sixgate.inventory.model.Nat64Share;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv4Prefix;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.nat64.share.Allotment;
import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.share.Grant;
import io.sixgate.nat64.share.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the state out of inventory and allotment: pure. */
public final class DesiredState {
  /**
   * What is never on the other side of a gateway (RFC 6890), so that nobody reaches the inside of
   * the provider's network, or the gateway's loopback, by writing such an address behind the
   * prefix. 198.18.0.0/15 is what the addresses between TAYGA and nftables are out of.
   */
  private static final List<String> SPECIAL =
      List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "224.0.0.0/3");

  private final Inventory inventory;
  private final Gateway gateway;
  private final Nat64 nat64;
  private final Allotment allotment;
  private final SortedMap<Integer, Share> shares = new TreeMap<>();
  private final SortedMap<Ipv6Address, Source> hosts = new TreeMap<>();
  private final SortedMap<Ipv6Prefix, Source> customers = new TreeMap<>();
  private final SortedMap<Inbound, Target> inbound = new TreeMap<>();
  private final List<Guard> guards = new ArrayList<>();

  private DesiredState(Inventory inventory, Nat64 nat64, Allotment allotment) {
    this.inventory = inventory;
    this.gateway = inventory.gateway();
    this.nat64 = nat64;
    this.allotment = allotment;
  }

  /**
   * The state; empty if gateway.yaml has no {@code nat64:}.
   *
   * @param allotment the one that {@link Allotment#next} made of the same inventory
   */
  public static Optional<Nat64State> of(Inventory inventory, Allotment allotment) {
    return inventory
        .gateway()
        .nat64()
        .map(nat64 -> new DesiredState(inventory, nat64, allotment).state());
  }

  private Nat64State state() {
    List<Block> common = common();
    if (!common.isEmpty()) {
      shares.put(
          Share.COMMON, new Share(Share.COMMON, Optional.empty(), common, OptionalInt.empty()));
    }
    for (Customer customer : inventory.customers().values()) {
      Grant whole = grant(Owner.of(customer.name()));
      int fallback = mark(whole, sessionsOf(nat64.customers().get(customer.name())), 0);
      customer.prefixes().forEach(p -> customers.put(p, new Source(whole.number(), fallback)));
      for (Host host : customer.hosts().values()) {
        Grant own = grant(Owner.of(host.id()));
        int mark = mark(own, sessionsOf(host.nat64().orElse(null)), fallback);
        host.addresses().forEach(a -> hosts.put(a, new Source(own.number(), mark)));
        host.forwards().forEach(forward -> enter(host, own, forward));
        host.leases().forEach(lease -> enter(host, own, lease));
      }
    }
    return new Nat64State(
        nat64.prefix(),
        nat64.pool(),
        shares,
        hosts,
        customers,
        inbound,
        guards,
        refused(),
        nat64.refuseSmtp(),
        nat64.logDays() > 0);
  }

  private Grant grant(Owner owner) {
    return allotment.grants().get(owner);
  }

  /** What nobody has for himself; nothing if blocks are given out, as newcomers are to get it. */
  private List<Block> common() {
    if (nat64.blocks().owners() != Nat64Blocks.Owners.NONE) {
      return List.of();
    }
    List<Block> kept =
        allotment.grants().values().stream().flatMap(grant -> grant.block().stream()).toList();
    return nat64.pool().stream()
        .flatMap(address -> new Block(address, nat64.ports()).without(kept).stream())
        .toList();
  }

  private OptionalInt sessionsOf(Nat64Share share) {
    return share == null || share.sessions().isEmpty() ? nat64.sessions() : share.sessions();
  }

  /** The mark of the owner's own share, else of the customer's, else of the common one. */
  private int mark(Grant grant, OptionalInt sessions, int fallback) {
    if (grant.block().isPresent()) {
      shares.put(
          grant.number(),
          new Share(
              grant.number(), Optional.of(grant.owner()), List.of(grant.block().get()), sessions));
      return grant.number();
    }
    return fallback != 0 ? fallback : shares.containsKey(Share.COMMON) ? Share.COMMON : 0;
  }

  /** Those that HAProxy does not carry: docs/decisions/0012-who-forwards-what.md. */
  private void enter(Host host, Grant owner, Forward forward) {
    if (!forward.byKernel()) {
      return;
    }
    List<IpAddress> addresses = forward.gatewayAddress().map(List::of).orElse(gateway.addresses());
    for (IpAddress address : addresses) {
      inbound.put(
          new Inbound(address, forward.protocol(), forward.ports()),
          target(owner, host, forward.hostPort()));
      if (!forward.allow().isEmpty()) {
        guards.add(new Guard(address, forward.protocol(), forward.ports(), forward.allow()));
      }
    }
  }

  private void enter(Host host, Grant owner, Lease lease) {
    if (lease.service().protocols().contains(Protocol.UDP) && lease.state().isForwarded()) {
      Port port = lease.service().port();
      inbound.put(
          new Inbound(lease.address(), Protocol.UDP, PortRange.of(port)),
          target(owner, host, port));
    }
  }

  private static Target target(Grant owner, Host host, Port port) {
    return new Target(owner.number(), host.addresses().get(0), port);
  }

  /** Also the gateway's own: hosts reach it, and what it forwards, over IPv6. */
  private List<Ipv4Prefix> refused() {
    List<Ipv4Prefix> wanted = new ArrayList<>(SPECIAL.stream().map(Ipv4Prefix::parse).toList());
    wanted.addAll(nat64.refusedDestinations());
    List<Ipv4Address> own = new ArrayList<>(nat64.pool());
    gateway.addresses().forEach(address -> address.match(own::add, v6 -> true));
    gateway.leasePool().ifPresent(pool -> own.addAll(pool.addresses()));
    own.forEach(address -> wanted.add(new Ipv4Prefix(address, 32)));
    // nftables takes no prefix that lies inside another.
    return wanted.stream()
        .filter(
            p -> wanted.stream().noneMatch(o -> o.length() < p.length() && o.contains(p.address())))
        .distinct()
        .toList();
  }
}
