package io.sixgate.forward.listen;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.LeasedService;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where HAProxy has to listen: the ranges of gateway.yaml and, on lent addresses, the ports of the
 * services that have a name, in advance; other ports when a host asks for them. Pure.
 *
 * @param ssh on which the limits for SSH hold
 * @param others all the rest
 */
public record Listeners(List<Listener> ssh, List<Listener> others) {
  private static final Pattern BIND =
      Pattern.compile(" *bind \\[?([0-9a-f.:]+?)]?:([0-9]+(?:-[0-9]+)?)");

  public Listeners {
    ssh = List.copyOf(ssh);
    others = List.copyOf(others);
  }

  /** Those that the inventory asks for. */
  public static Listeners of(Inventory inventory) {
    Gateway gateway = inventory.gateway();
    Map<IpAddress, PortSet> others = new TreeMap<>();
    PortSet ssh = new PortSet();
    gateway.sshPorts().ifPresent(ssh::add);
    for (IpAddress address : gateway.addresses()) {
      gateway.forwardPorts().forEach(range -> at(others, address).add(range));
    }
    gateway.leasePool().ifPresent(pool -> pool.addresses().forEach(a -> addNamed(at(others, a))));
    for (Customer customer : inventory.customers().values()) {
      for (Host host : customer.hosts().values()) {
        host.ssh().ifPresent(access -> ssh.add(access.port()));
        host.forwards().stream()
            .filter(forward -> !forward.byKernel())
            .forEach(forward -> add(forward, gateway, others));
        host.leases().stream()
            .filter(lease -> lease.state().isForwarded())
            .filter(lease -> lease.service().protocols().contains(Protocol.TCP))
            .forEach(lease -> add(lease, others));
      }
    }
    List<Listener> sshListeners = new ArrayList<>();
    gateway
        .addresses()
        .forEach(a -> ssh.ranges().forEach(r -> sshListeners.add(new Listener(a, r))));
    List<Listener> otherListeners = new ArrayList<>();
    others.forEach(
        (a, ports) -> ports.ranges().forEach(r -> otherListeners.add(new Listener(a, r))));
    return new Listeners(sshListeners, otherListeners);
  }

  /** Those that gateway.yaml alone asks for, whatever hosts do. */
  public static Listeners inAdvance(Gateway gateway) {
    return of(new Inventory(gateway, new TreeMap<>(), List.of()));
  }

  /** Those of a text that was made of listeners; of which kind they are is not told. */
  public static Listeners parse(String configuration) {
    List<Listener> listeners =
        configuration
            .lines()
            .map(BIND::matcher)
            .filter(Matcher::matches)
            .map(
                bind ->
                    new Listener(IpAddress.parse(bind.group(1)), PortRange.parse(bind.group(2))))
            .toList();
    return new Listeners(List.of(), listeners);
  }

  private static void addNamed(PortSet ports) {
    for (String name : LeasedService.names()) {
      LeasedService service = LeasedService.parse(name);
      if (service.protocols().contains(Protocol.TCP)) {
        ports.add(service.port());
      }
    }
  }

  private static void add(Forward forward, Gateway gateway, Map<IpAddress, PortSet> others) {
    forward
        .gatewayAddress()
        .map(List::of)
        .orElse(gateway.addresses())
        .forEach(address -> at(others, address).add(forward.ports()));
  }

  private static void add(Lease lease, Map<IpAddress, PortSet> others) {
    at(others, lease.address()).add(lease.service().port());
  }

  private static PortSet at(Map<IpAddress, PortSet> ports, IpAddress address) {
    return ports.computeIfAbsent(address, unseen -> new PortSet());
  }

  /** All of them. */
  public List<Listener> all() {
    List<Listener> all = new ArrayList<>(ssh);
    all.addAll(others);
    return all;
  }

  /** The same without those that HAProxy can't have. */
  public Listeners without(Collection<Obstacle> obstacles) {
    return new Listeners(without(ssh, obstacles), without(others, obstacles));
  }

  private static List<Listener> without(List<Listener> some, Collection<Obstacle> obstacles) {
    List<Listener> left = new ArrayList<>();
    for (Listener listener : some) {
      PortSet ports = new PortSet();
      ports.add(listener.ports());
      PortSet gone = new PortSet();
      obstacles.stream()
          .filter(obstacle -> obstacle.address().equals(listener.address()))
          .forEach(obstacle -> gone.add(obstacle.ports()));
      ports.remove(gone);
      ports.ranges().forEach(range -> left.add(new Listener(listener.address(), range)));
    }
    return left;
  }

  /** Whether they are on all ports that these keys of forwards.map name. */
  public boolean coverAll(Collection<String> keys) {
    return keys.stream().allMatch(this::cover);
  }

  /** ADDRESS|PORT, or *|PORT, which is on each of the gateway's addresses. */
  private boolean cover(String key) {
    int bar = key.indexOf('|');
    String address = key.substring(0, bar);
    Port port = Port.parse(key.substring(bar + 1));
    return Stream.concat(ssh.stream(), others.stream())
        .filter(l -> l.ports().contains(port))
        .anyMatch(l -> address.equals("*") || l.address().toString().equals(address));
  }

  /** Whether any of them is on the port of an address. */
  public boolean have(IpAddress address, Port port) {
    Predicate<Listener> on = l -> l.address().equals(address) && l.ports().contains(port);
    return ssh.stream().anyMatch(on) || others.stream().anyMatch(on);
  }
}
