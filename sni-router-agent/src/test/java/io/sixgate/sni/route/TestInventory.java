package io.sixgate.sni.route;

import io.sixgate.inventory.model.ClientAddressDefaults;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Dns;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Limits;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** An inventory that a test changes; a snapshot shares its unchanged customers with the last. */
public final class TestInventory implements InventorySource {
  private final SortedMap<Label, Customer> customers = new TreeMap<>();
  private Gateway gateway = gateway(List.of("127.0.64.1"), 443, 993);
  private Optional<InventoryUnavailable> unavailable = Optional.empty();

  /** A gateway on these addresses with TLS on these ports, HTTP on the first one plus 1000. */
  public static Gateway gateway(List<String> addresses, int... tlsPorts) {
    List<Service> services =
        new java.util.ArrayList<>(
            Arrays.stream(tlsPorts).mapToObj(port -> Service.tls(new Port(port))).toList());
    services.add(Service.http(new Port(tlsPorts[0] + 1000)));
    return new Gateway(
        addresses.stream().map(IpAddress::parse).toList(),
        Optional.empty(),
        List.of(Ipv6Prefix.parse("2001:db8::/32")),
        List.of(Ipv6Prefix.parse("2001:db8::/32")),
        Optional.empty(),
        services,
        ClientAddressDefaults.NONE,
        Limits.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        HealthChecks.STANDARD,
        Dns.STANDARD);
  }

  public void gateway(Gateway other) {
    gateway = other;
  }

  public Gateway gateway() {
    return gateway;
  }

  /** Same gateway, other defaults. */
  public void defaults(ClientAddressDefaults defaults) {
    gateway =
        new Gateway(
            gateway.addresses(),
            gateway.domain(),
            gateway.providerPrefixes(),
            gateway.customerPrefixes(),
            gateway.embeddedPrefix(),
            gateway.services(),
            defaults,
            gateway.limits(),
            gateway.sshPorts(),
            gateway.forwardPorts(),
            gateway.leasePool(),
            gateway.nat64(),
            gateway.health(),
            gateway.dns(),
            gateway.starttls(),
            gateway.jump(),
            gateway.mail(),
            gateway.snmp());
  }

  /** Puts or replaces a host; the customer's prefix is that /48 of the address. */
  public void host(String customer, String host, String address, Endpoint... endpoints) {
    host(customer, host, List.of(address), endpoints);
  }

  /** As the other, with several addresses. */
  public void host(String customer, String host, List<String> addresses, Endpoint... endpoints) {
    Label name = Label.parse(customer);
    Customer before = customers.get(name);
    SortedMap<Label, Host> hosts = new TreeMap<>(before == null ? Map.of() : before.hosts());
    Label hostName = Label.parse(host);
    hosts.put(
        hostName,
        new Host(
            new HostId(name, hostName),
            addresses.stream().map(Ipv6Address::parse).toList(),
            List.of(endpoints),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            new Place(customer + "/" + host + ".yaml", 1, 1)));
    put(name, hosts);
  }

  public void removeHost(String customer, String host) {
    Label name = Label.parse(customer);
    SortedMap<Label, Host> hosts = new TreeMap<>(customers.get(name).hosts());
    hosts.remove(Label.parse(host));
    put(name, hosts);
  }

  public void removeCustomer(String customer) {
    customers.remove(Label.parse(customer));
  }

  private void put(Label name, SortedMap<Label, Host> hosts) {
    Ipv6Prefix prefix = Ipv6Prefix.parse("2001:db8:%s::/48".formatted(name.toString().charAt(0)));
    customers.put(
        name, new Customer(name, List.of(prefix), List.of(), List.of(), List.of(), hosts));
  }

  /** From now on nothing can be read. */
  public void unavailable(InventoryUnavailable reason) {
    unavailable = Optional.of(reason);
  }

  public void available() {
    unavailable = Optional.empty();
  }

  @Override
  public Inventory read() throws InventoryUnavailable {
    if (unavailable.isPresent()) {
      throw unavailable.get();
    }
    return snapshot();
  }

  public Inventory snapshot() {
    return new Inventory(gateway, customers, List.of());
  }

  @Override
  public AutoCloseable watch(Runnable onChange) {
    return () -> {};
  }

  public static Endpoint endpoint(String name) {
    return Endpoint.of(EndpointName.parse(name), new Place("x.yaml", 1, 1));
  }

  public static Endpoint endpoint(String name, ClientAddressMode mode) {
    return endpoint(name, Optional.empty(), Optional.of(mode), Map.of());
  }

  public static Endpoint only(String name, int... tlsPorts) {
    Set<Service> services =
        Set.copyOf(Arrays.stream(tlsPorts).mapToObj(port -> Service.tls(new Port(port))).toList());
    return endpoint(name, Optional.of(services), Optional.empty(), Map.of());
  }

  public static Endpoint elsewhere(String name, int tlsPort, int hostPort) {
    return endpoint(
        name,
        Optional.empty(),
        Optional.empty(),
        Map.of(Service.tls(new Port(tlsPort)), new Port(hostPort)));
  }

  private static Endpoint endpoint(
      String name,
      Optional<Set<Service>> services,
      Optional<ClientAddressMode> mode,
      Map<Service, Port> ports) {
    return new Endpoint(EndpointName.parse(name), services, mode, ports, new Place("x.yaml", 1, 1));
  }
}
