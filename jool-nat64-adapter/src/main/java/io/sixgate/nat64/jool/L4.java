package io.sixgate.nat64.jool;

import io.sixgate.inventory.model.Protocol;
import java.util.Locale;

/** What Jool keeps apart. */
enum L4 {
  TCP,
  UDP,
  ICMP;

  static L4 of(Protocol protocol) {
    return protocol == Protocol.TCP ? TCP : UDP;
  }

  /** E.g. {@code --tcp}. */
  String option() {
    return "--" + name().toLowerCase(Locale.ROOT);
  }
}
