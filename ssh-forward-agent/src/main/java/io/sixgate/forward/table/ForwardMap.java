package io.sixgate.forward.table;

import io.sixgate.haproxy.map.NamedMap;
import java.util.Optional;

/** The maps by which HAProxy forwards; forwards.cfg looks them up. */
public enum ForwardMap implements NamedMap {
  /** Customers' prefixes: HAProxy connects to nothing outside them. */
  CUSTOMERS("forwards.customers.map", Optional.empty()),
  /** Clients of forwards that not everybody may use, by list. */
  ALLOWED("forwards.allowed.map", Optional.empty()),
  /** {@code ADDRESS|PORT} of the gateway to a destination. */
  PORTS("forwards.map", Optional.of("forwards.recent.map"));

  private final String file;
  private final Optional<String> recentFile;

  ForwardMap(String file, Optional<String> recentFile) {
    this.file = file;
    this.recentFile = recentFile;
  }

  @Override
  public String file() {
    return file;
  }

  @Override
  public Optional<String> recentFile() {
    return recentFile;
  }
}
