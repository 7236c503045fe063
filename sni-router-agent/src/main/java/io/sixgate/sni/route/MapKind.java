package io.sixgate.sni.route;

import io.sixgate.haproxy.BridgeSettings;
import io.sixgate.haproxy.map.NamedMap;
import java.util.Optional;

/** The maps by which HAProxy routes; sixgate.cfg looks them up. */
public enum MapKind implements NamedMap {
  /** Customers' prefixes: HAProxy connects to nothing outside them. */
  CUSTOMERS(BridgeSettings.CUSTOMERS_MAP, Optional.empty()),
  /** {@code PORT/NAME}: what differs from names.map on one port. */
  OVERRIDES(BridgeSettings.OVERRIDES_MAP, Optional.of(BridgeSettings.OVERRIDES_RECENT_MAP)),
  /** Exact names and one-label wildcards. */
  NAMES(BridgeSettings.NAMES_MAP, Optional.of(BridgeSettings.NAMES_RECENT_MAP));

  private final String file;
  private final Optional<String> recentFile;

  MapKind(String file, Optional<String> recentFile) {
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
