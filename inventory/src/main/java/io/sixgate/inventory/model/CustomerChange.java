package io.sixgate.inventory.model;

import java.util.Optional;

/** A customer that was added (no before), removed (no after) or changed, itself or a host of it. */
public record CustomerChange(Optional<Customer> before, Optional<Customer> after) {
  public CustomerChange {
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException("a change has a before or an after");
    }
  }
}
