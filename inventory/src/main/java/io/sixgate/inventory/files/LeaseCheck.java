package io.sixgate.inventory.files;

import io.sixgate.inventory.files.HostDeclaration.LeaseDeclaration;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.LeaseState;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.EndpointName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at what a host has of lent addresses, and how far each lease is. */
final class LeaseCheck {
  private final HostId host;
  private final Gateway gateway;
  private final Instant now;
  private final Complaints complaints;

  LeaseCheck(HostId host, Gateway gateway, Instant now, Complaints complaints) {
    this.host = host;
    this.gateway = gateway;
    this.now = now;
    this.complaints = complaints;
  }

  boolean isRight(LeaseDeclaration part) {
    if (gateway.leasePool().isEmpty()) {
      return complaints.wrong(
          part.address(),
          "gateway.yaml has no lease-pool",
          "write one there, with the addresses to lend");
    }
    if (!gateway.leasePool().get().addresses().contains(part.address().value())) {
      return complaints.wrong(
          part.address(),
          "it is not in the lease-pool of gateway.yaml",
          "use one of " + HostCheck.join(gateway.leasePool().get().addresses()));
    }
    return isNameOfThisHost(part) && isCoveredIfReclaimed(part);
  }

  private boolean isCoveredIfReclaimed(LeaseDeclaration part) {
    return part.reclaimed().isEmpty()
        || gateway.covering(part.service().value()).isPresent()
        || complaints.wrong(
            part.reclaimed().get(),
            "the gateway's own addresses have no " + part.service().value() + " by name",
            "add port "
                + part.service().value().port()
                + " to the gateway's ports, or take reclaimed out");
  }

  /** Clients who use the lease's name come to the gateway's own addresses and are led on there. */
  Optional<Endpoint> reclaimedEndpoint(Lease lease) {
    if (lease.reclaimed().isEmpty() || lease.state() == LeaseState.EXPIRED) {
      return Optional.empty();
    }
    Set<Service> services = Set.of(gateway.covering(lease.service()).orElseThrow());
    return gateway
        .leasePool()
        .flatMap(pool -> pool.hostname(lease))
        .map(
            name ->
                new Endpoint(
                    new EndpointName(name, false),
                    Optional.of(services),
                    Optional.empty(),
                    Map.of(),
                    lease.place()));
  }

  /**
   * Every lease's name stands in one domain, so it must say whose it is. A hyphen in its first part
   * could make {@code pop3-a-b-c} the name of host c of customer a-b and of customer b.
   */
  private boolean isNameOfThisHost(LeaseDeclaration part) {
    String name = part.name().value().text();
    String service = part.service().value().toString();
    String end = "-" + host.customer() + "-" + host.host();
    if (name.endsWith(end)) {
      String first = name.substring(0, name.length() - end.length());
      if (first.equals(service) || (!first.isEmpty() && first.indexOf('-') < 0)) {
        return true;
      }
    }
    return complaints.wrong(
        part.name(),
        "it is not the service, or a word without hyphens, before " + end,
        "write " + service + end + ", or leave name out");
  }

  Lease lease(LeaseDeclaration part) {
    return part.lease().at(now, gateway.leasePool().orElseThrow().handover());
  }
}
