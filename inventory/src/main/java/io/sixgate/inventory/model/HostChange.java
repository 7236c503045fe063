package io.sixgate.inventory.model;

import java.util.Optional;

/** A host that was added (no before), removed (no after) or changed. */
public record HostChange(Optional<Host> before, Optional<Host> after) {
  public HostChange {
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException("a change has a before or an after");
    }
  }

  public HostId id() {
    return after.or(() -> before).orElseThrow().id();
  }
}
