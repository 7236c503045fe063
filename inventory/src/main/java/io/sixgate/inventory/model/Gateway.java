package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What belongs to the gateways and holds for all customers.
 *
 * @param addresses where visitors arrive
 * @param domain the gateway's own; no customer's name may lie inside it
 * @param providerPrefixes all that the provider owns
 * @param customerPrefixes the parts of those in which customers' hosts live
 * @param embeddedPrefix the /96 of source addresses for {@link ClientAddressMode#EMBEDDED}
 * @param services in the order of their ports, one per port
 * @param sshPorts from which hosts' SSH ports are taken
 * @param forwardPorts on which the gateway listens for other forwards in advance, so that one which
 *     is added there is live without a reload; others may use any free port
 * @param health how hosts with several addresses are checked
 * @param dns what is answered on port 53
 * @param starttls how it speaks before TLS, on ports of that kind
 * @param jump empty: there is no jump host
 * @param mail the gateway's own mail server, if it has one
 * @param snmp how it is watched from outside
 */
public record Gateway(
    List<IpAddress> addresses,
    Optional<Hostname> domain,
    List<Ipv6Prefix> providerPrefixes,
    List<Ipv6Prefix> customerPrefixes,
    Optional<Ipv6Prefix> embeddedPrefix,
    List<Service> services,
    ClientAddressDefaults defaults,
    Limits limits,
    Optional<PortRange> sshPorts,
    List<PortRange> forwardPorts,
    Optional<LeasePool> leasePool,
    Optional<Nat64> nat64,
    HealthChecks health,
    Dns dns,
    Starttls starttls,
    Optional<JumpHost> jump,
    Optional<MailService> mail,
    Snmp snmp) {

  public Gateway {
    addresses = List.copyOf(addresses);
    providerPrefixes = List.copyOf(providerPrefixes);
    customerPrefixes = List.copyOf(customerPrefixes);
    forwardPorts = List.copyOf(forwardPorts);
    services = services.stream().sorted().toList();
  }

  /**
   * A gateway without a jump host, forward-ports and a mail server, that says nothing of STARTTLS.
   */
  public Gateway(
      List<IpAddress> addresses,
      Optional<Hostname> domain,
      List<Ipv6Prefix> providerPrefixes,
      List<Ipv6Prefix> customerPrefixes,
      Optional<Ipv6Prefix> embeddedPrefix,
      List<Service> services,
      ClientAddressDefaults defaults,
      Limits limits,
      Optional<PortRange> sshPorts,
      Optional<LeasePool> leasePool,
      Optional<Nat64> nat64,
      HealthChecks health,
      Dns dns) {
    this(
        addresses,
        domain,
        providerPrefixes,
        customerPrefixes,
        embeddedPrefix,
        services,
        defaults,
        limits,
        sshPorts,
        List.of(),
        leasePool,
        nat64,
        health,
        dns,
        Starttls.STANDARD,
        Optional.empty(),
        Optional.empty(),
        Snmp.STANDARD);
  }

  /** The names that gateway.yaml gives the gateway's own servers; the world's DNS has them. */
  public Set<Hostname> serverNames() {
    Set<Hostname> names = new LinkedHashSet<>(dns.nameServers());
    mail.ifPresent(server -> names.add(server.name()));
    mail.flatMap(MailService::smarthost)
        .ifPresent(
            server -> {
              names.add(server.name());
              server.pools().stream()
                  .flatMap(pool -> pool.sources().stream())
                  .forEach(source -> names.add(source.name()));
            });
    return names;
  }

  /**
   * The service by which the gateway's own addresses do what is lent: the one on the same port, so
   * that clients find it there.
   */
  public Optional<Service> covering(LeasedService lent) {
    return lent.protocols().equals(Set.of(Protocol.TCP)) ? service(lent.port()) : Optional.empty();
  }

  public Optional<Service> service(Port port) {
    return services.stream().filter(service -> service.port().equals(port)).findFirst();
  }

  public Optional<Service> service(String name) {
    return services.stream().filter(service -> service.name().equals(name)).findFirst();
  }

  /**
   * The mode in force: the endpoint's own, else the service's default, else the general default.
   */
  public ClientAddressMode clientAddress(Endpoint endpoint, Service service) {
    return endpoint.clientAddress().orElseGet(() -> defaults.of(service));
  }
}
