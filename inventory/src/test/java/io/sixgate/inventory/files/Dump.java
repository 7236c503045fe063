package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Dns;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Limits;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.model.Snmp;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an inventory serves, for a person to read and a test to compare. */
final class Dump {
  private Dump() {}

  static String of(Inventory inventory) {
    StringBuilder text = new StringBuilder();
    HealthChecks health = inventory.gateway().health();
    if (!health.equals(HealthChecks.STANDARD)) {
      text.append(health).append('\n');
    }
    Limits limits = inventory.gateway().limits();
    if (!limits.equals(Limits.DEFAULT)) {
      text.append(limits).append('\n');
    }
    Dns dns = inventory.gateway().dns();
    if (!dns.equals(Dns.STANDARD)) {
      text.append(dns).append('\n');
    }
    inventory.gateway().mail().ifPresent(mail -> text.append(mail).append('\n'));
    Optional.of(inventory.gateway().snmp())
        .filter(snmp -> !snmp.equals(Snmp.STANDARD))
        .ifPresent(snmp -> text.append(snmp).append('\n'));
    for (Customer customer : inventory.customers().values()) {
      text.append(customer.name())
          .append(' ')
          .append(customer.prefixes())
          .append(' ')
          .append(customer.domains())
          .append(customer.ipv6Only().isEmpty() ? "" : " IPv6 only " + customer.ipv6Only())
          .append(customer.ports().isEmpty() ? "" : " ports " + customer.ports())
          .append('\n');
      customer.hosts().values().forEach(host -> host(inventory, host, text));
    }
    return text.toString();
  }

  private static void host(Inventory inventory, Host host, StringBuilder text) {
    text.append("  ").append(host.id()).append(' ').append(host.addresses()).append('\n');
    for (Endpoint endpoint : host.endpoints()) {
      text.append("    endpoint ").append(endpoint.name()).append(':');
      for (Service service : inventory.gateway().services()) {
        if (endpoint.serves(service)) {
          text.append(' ').append(service);
          if (!endpoint.hostPort(service).equals(service.port())) {
            text.append("→").append(endpoint.hostPort(service));
          }
          text.append('=').append(inventory.gateway().clientAddress(endpoint, service));
        }
      }
      text.append('\n');
    }
    host.ssh()
        .ifPresent(
            s ->
                text.append(
                    "    ssh "
                        + s.port()
                        + " → "
                        + s.hostPort()
                        + " keys "
                        + s.keys().size()
                        + " allow "
                        + s.allow()
                        + s.clientAddress().map(m -> " " + m).orElse("")
                        + "\n"));
    host.forwards()
        .forEach(
            f ->
                text.append(
                    "    forward "
                        + f.gatewayAddress().map(Object::toString).orElse("all")
                        + " "
                        + f.protocol()
                        + " "
                        + f.ports()
                        + " → "
                        + f.hostPort()
                        + " allow "
                        + f.allow()
                        + f.clientAddress().map(m -> " " + m).orElse("")
                        + (f.byKernel() ? " by the kernel" : "")
                        + "\n"));
    host.mail()
        .ifPresent(
            m ->
                text.append(
                    "    mail "
                        + m.domains().stream()
                            .map(
                                d ->
                                    d.name()
                                        + "/"
                                        + d.clientAddress().text()
                                        + "/"
                                        + d.tls().text()
                                        + "/"
                                        + d.unknownWhileDown().text())
                            .collect(Collectors.joining(", "))
                        + " send-as "
                        + m.sendAs()
                        + " primaries "
                        + m.primaries().stream()
                            .map(p -> p.address() + " port " + p.port())
                            .toList()
                        + " logins "
                        + m.logins().stream().map(l -> l.name()).toList()
                        + "\n"));
    host.zones()
        .forEach(
            z ->
                text.append(
                    "    zone "
                        + z.name()
                        + " "
                        + z.servers()
                        + (z.proxyProtocol() ? " proxy" : "")
                        + " transfers "
                        + z.transfersTo()
                        + "\n"));
    host.leases()
        .forEach(
            l ->
                text.append(
                    "    lease "
                        + l.name()
                        + " "
                        + l.address()
                        + " "
                        + l.service()
                        + l.expires().map(e -> " until " + e).orElse("")
                        + l.reclaimed().map(r -> " reclaimed " + r + " " + l.state()).orElse("")
                        + "\n"));
    host.pastLeases().forEach(l -> text.append("    " + l.state() + " " + l.name() + "\n"));
    host.nat64()
        .ifPresent(
            n ->
                text.append(
                    "    nat64 " + n.address() + " " + n.ports() + " " + n.sessions() + "\n"));
  }
}
