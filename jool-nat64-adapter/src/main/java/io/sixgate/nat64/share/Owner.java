package io.sixgate.nat64.share;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.WrongValueException;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whose a part of the pool is: a customer's, or one host's.
 *
 * @param host empty for the customer as a whole
 */
public record Owner(Label customer, Optional<Label> host) implements Comparable<Owner> {
  private static final Comparator<Owner> ORDER =
      Comparator.comparing((Owner owner) -> owner.customer().text())
          .thenComparing(owner -> owner.host().map(Label::text).orElse(""));

  public static Owner of(Label customer) {
    return new Owner(customer, Optional.empty());
  }

  public static Owner of(HostId host) {
    return new Owner(host.customer(), Optional.of(host.host()));
  }

  /**
   * Reads {@code CUSTOMER} or {@code CUSTOMER/HOST}.
   *
   * @throws WrongValueException if it is neither
   */
  public static Owner parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? of(Label.parse(text))
        : new Owner(
            Label.parse(text.substring(0, slash)),
            Optional.of(Label.parse(text.substring(slash + 1))));
  }

  @Override
  public int compareTo(Owner other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return customer + host.map(name -> "/" + name).orElse("");
  }
}
