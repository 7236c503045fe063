package io.sixgate.sni.explain;

import io.sixgate.sni.route.MapKind;
import java.io.IOException;
import java.util.Optional;

/** What the running HAProxy holds. */
@FunctionalInterface
public interface LiveEntries {
  /**
   * The value of one key.
   *
   * @throws IOException if HAProxy can't be asked; the message says why
   */
  Optional<String> value(MapKind map, String key) throws IOException;
}
