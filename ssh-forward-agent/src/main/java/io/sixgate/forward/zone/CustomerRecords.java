package io.sixgate.forward.zone;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostNames;
import io.sixgate.inventory.model.Mail;
import io.sixgate.inventory.model.MailDomain;
import io.sixgate.inventory.model.Zone;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a customer publishes in zones of its own, so that visitors and mail come to the gateway.
 * Pure.
 */
public final class CustomerRecords {
  /** How names are led. */
  public enum Way {
    /** To the gateway's addresses, by both families. */
    GATEWAY,
    /** To the gateway's IPv4 addresses, and to the host's own by IPv6. */
    DIRECT_IPV6,
    /** To a name in the gateway's domain, which follows when the gateway's addresses change. */
    ALIAS
  }

  private static final Port SMTP = new Port(25);
  private static final int PREFERRED = 10;
  private static final int RELAY = 20;

  private final Gateway gateway;
  private final Host host;
  private final Way way;

  /** Names beside which no CNAME may stand (RFC 1034, section 3.6.2): they have other records. */
  private final Set<Hostname> tops = new HashSet<>();

  private CustomerRecords(Gateway gateway, Customer customer, Host host, Way way) {
    this.gateway = gateway;
    this.host = host;
    this.way = way;
    tops.addAll(customer.domains());
    for (Host each : customer.hosts().values()) {
      each.zones().stream().map(Zone::name).forEach(tops::add);
      each.mail().stream()
          .flatMap(mail -> mail.domains().stream())
          .map(MailDomain::name)
          .forEach(tops::add);
    }
  }

  /** The records of one host's endpoints and mail domains. */
  public static List<ZoneRecord> of(Gateway gateway, Customer customer, Host host, Way way) {
    return new CustomerRecords(gateway, customer, host, way).records();
  }

  /** The host's names in the gateway's domain, if they are answered. */
  public static Optional<HostNames> names(Gateway gateway, Host host) {
    return gateway.dns().zoneServer().flatMap(server -> HostNames.of(gateway, host.id()));
  }

  private List<ZoneRecord> records() {
    List<ZoneRecord> records = new ArrayList<>();
    host.endpoints().stream()
        .map(Endpoint::name)
        .filter(name -> GatewayRecords.domains(gateway).noneMatch(name.hostname()::isInside))
        .forEach(name -> lead(name, records));
    host.mail().ifPresent(mail -> mail.domains().forEach(domain -> mail(mail, domain, records)));
    return records;
  }

  private void lead(EndpointName name, List<ZoneRecord> records) {
    Optional<Hostname> alias =
        way == Way.ALIAS && (name.wildcard() || !tops.contains(name.hostname()))
            ? names(gateway, host).map(HostNames::www)
            : Optional.empty();
    if (alias.isPresent()) {
      records.add(ZoneRecord.alias(name, GatewayRecords.TTL, alias.get()));
      return;
    }
    for (IpAddress address : gateway.addresses()) {
      boolean instead = way == Way.DIRECT_IPV6 && address.match(ipv4 -> false, ipv6 -> true);
      if (!instead) {
        records.add(ZoneRecord.address(name, GatewayRecords.TTL, address));
      }
    }
    if (way == Way.DIRECT_IPV6) {
      host.addresses()
          .forEach(address -> records.add(ZoneRecord.address(name, GatewayRecords.TTL, address)));
    }
  }

  private void mail(Mail mail, MailDomain domain, List<ZoneRecord> records) {
    Mail.Primary first = mail.primaries().get(0);
    boolean own = host.addresses().contains(first.address()) && first.port().equals(SMTP);
    if (way == Way.DIRECT_IPV6 && own) {
      names(gateway, host)
          .ifPresent(
              names ->
                  records.add(
                      ZoneRecord.mailServer(
                          domain.name(), GatewayRecords.TTL, PREFERRED, names.name())));
    }
    gateway
        .mail()
        .ifPresent(
            relay ->
                records.add(
                    ZoneRecord.mailServer(domain.name(), GatewayRecords.TTL, RELAY, relay.name())));
  }
}
