package io.sixgate.james.inventory;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Mail;
import io.sixgate.inventory.model.MailDomain;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.WrongValueException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All mail domains of an inventory. */
public final class MailRoutes {
  public static final MailRoutes NONE = new MailRoutes(Map.of());

  private final Map<Hostname, MailRoute> routes;

  private MailRoutes(Map<Hostname, MailRoute> routes) {
    this.routes = routes;
  }

  public static MailRoutes of(Inventory inventory) {
    Map<Hostname, MailRoute> routes = new HashMap<>();
    for (Customer customer : inventory.customers().values()) {
      for (Host host : customer.hosts().values()) {
        host.mail().ifPresent(mail -> put(host, mail, routes));
      }
    }
    return new MailRoutes(routes);
  }

  private static void put(Host host, Mail mail, Map<Hostname, MailRoute> routes) {
    for (MailDomain domain : mail.domains()) {
      Set<Hostname> names = new HashSet<>();
      names.add(domain.name());
      host.endpoints().stream()
          .filter(endpoint -> !endpoint.name().wildcard())
          .forEach(endpoint -> names.add(endpoint.name().hostname()));
      routes.put(
          domain.name(),
          new MailRoute(domain, host.id(), host.addresses(), mail.primaries(), names));
    }
  }

  /**
   * The route of an address's domain, as it was written: any case, with or without trailing dot.
   */
  public Optional<MailRoute> of(String domain) {
    try {
      return Optional.ofNullable(routes.get(Hostname.parse(domain)));
    } catch (WrongValueException e) {
      return Optional.empty(); // an address literal, say
    }
  }

  public Collection<MailRoute> all() {
    return routes.values();
  }
}
