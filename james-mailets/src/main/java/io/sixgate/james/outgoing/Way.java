package io.sixgate.james.outgoing;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.MailService;
import io.sixgate.inventory.model.Smarthost;
import io.sixgate.inventory.model.Smarthost.Pool;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.james.spool.Destination;
import java.util.Optional;

/**
 * What mail waits for together: the domain of its recipients, and the pool from which it leaves, as
 * one connection has one source.
 *
 * @param pool its name; empty: gateway.yaml has no pools
 */
record Way(Hostname domain, Optional<String> pool) {

  /** The way of a customer's mail to a domain as it is written in an address. */
  static Optional<Way> of(String domain, Label customer, Optional<Smarthost> smarthost) {
    return of(
        domain, smarthost.flatMap(each -> each.pool(customer)).map(pool -> pool.name().text()));
  }

  /** The way to a domain as it is written in an address; empty if that is none. */
  static Optional<Way> of(String domain, Optional<String> pool) {
    try {
      return Optional.of(new Way(Hostname.parse(domain), pool));
    } catch (WrongValueException e) {
      return Optional.empty(); // an address literal, say
    }
  }

  static Way of(Destination destination) {
    String[] parts = destination.name().split("\\+", 2);
    return new Way(
        Hostname.parse(parts[0]), parts.length > 1 ? Optional.of(parts[1]) : Optional.empty());
  }

  /** The folder in which it waits. */
  Destination destination() {
    return new Destination(domain.text() + pool.map(name -> "+" + name).orElse(""));
  }

  /** The pool as it is now; the first one in the place of one that is no more. */
  Optional<Pool> in(MailService mail) {
    return mail.smarthost()
        .flatMap(
            smarthost ->
                smarthost.pools().stream()
                    .filter(each -> pool.isPresent() && each.name().text().equals(pool.get()))
                    .findFirst()
                    .or(() -> smarthost.pools().stream().findFirst()));
  }
}
