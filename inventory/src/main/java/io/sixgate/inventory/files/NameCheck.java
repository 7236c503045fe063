package io.sixgate.inventory.files;

import io.sixgate.inventory.files.DomainOwners.Owner;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.net.Hostname;
import java.util.Optional;
import java.util.Set;

/** Whose names a host may use: those outside the domains of others. */
final class NameCheck {
  private final Label customer;
  private final Gateway gateway;
  private final Ownership ownership;
  private final Complaints complaints;
  private final Set<Hostname> serverNames;

  NameCheck(Label customer, Gateway gateway, Ownership ownership, Complaints complaints) {
    this.customer = customer;
    this.gateway = gateway;
    this.ownership = ownership;
    this.complaints = complaints;
    this.serverNames = gateway.serverNames();
  }

  /** Whether the customer lists a domain around it. */
  boolean isInOwnDomain(Hostname name) {
    return ownership.domains().owner(name).filter(o -> o.customer().equals(customer)).isPresent();
  }

  /** Whether no one else has a domain around it. */
  boolean isAllowed(Hostname name, Place place, String path, String shown) {
    Optional<Hostname> gatewayDomain = GatewayNames.domainAround(gateway, name);
    if (gatewayDomain.isPresent()) {
      return complaints.wrong(
          place,
          path,
          shown,
          "it lies inside the gateway's own domain " + gatewayDomain.get(),
          "use a name of the customer");
    }
    // Visitors of the gateway's servers come to its addresses: a certificate of theirs could be
    // had.
    if (serverNames.contains(name) && !isInOwnDomain(name)) {
      return complaints.wrong(
          place, path, shown, "gateway.yaml has it for a server of the gateway's own", ownRemedy());
    }
    Optional<Owner> other =
        ownership.domains().owner(name).filter(o -> !o.customer().equals(customer));
    if (other.isPresent()) {
      return complaints.wrong(
          place,
          path,
          shown,
          "it lies inside the domain "
              + other.get().domain()
              + " of customer "
              + other.get().customer(),
          "leave it out, or move the domain from "
              + other.get().customer()
              + "/customer.yaml to "
              + customer
              + "/customer.yaml");
    }
    return true;
  }

  /** For what stands for everything below its name as well. */
  boolean isTreeAllowed(Declared<Hostname> name) {
    if (!isAllowed(name.value(), name.place(), name.path(), name.value().text())) {
      return false;
    }
    Optional<Hostname> own = GatewayNames.inside(gateway, name.value());
    if (own.isPresent() && !isInOwnDomain(name.value())) {
      return complaints.wrong(
          name, "the gateway's own " + own.get() + " lies inside it", ownRemedy());
    }
    Optional<Owner> inner = ownership.domains().foreignBelow(name.value(), customer);
    return inner.isEmpty()
        || complaints.wrong(
            name,
            "the domain "
                + inner.get().domain()
                + " of customer "
                + inner.get().customer()
                + " lies inside it",
            "use a name that holds no domain of another customer");
  }

  private String ownRemedy() {
    return "use a name of the customer, or list the domain in %1$s/customer.yaml if it is %1$s's"
        .formatted(customer);
  }
}
