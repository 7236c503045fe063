package io.sixgate.dns.zones;

import io.sixgate.dns.table.Table;
import java.util.Locale;

/**
 * The tables in which dnsdist looks zones up, each a file, in the order in which they are written.
 */
enum TableKind {
  /** Zone to the prefixes that may ask for all of it. */
  TRANSFERS,
  /** Zone inside another zone that is served here, to the pool of that one: for DS. */
  PARENTS,
  /** Zone to its pool. */
  ZONES;

  Table table() {
    return new Table(name().toLowerCase(Locale.ROOT), false);
  }
}
