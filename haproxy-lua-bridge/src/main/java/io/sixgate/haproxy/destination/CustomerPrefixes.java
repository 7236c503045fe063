package io.sixgate.haproxy.destination;

import io.sixgate.inventory.model.Inventory;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The gateway's own addresses in a map of customers' prefixes, as they are now and were a pass
 * before: which entries they add, and which keys they touch.
 */
public final class CustomerPrefixes {
  private final OwnAddresses addresses;
  private Map<String, String> own = Map.of();
  private Map<String, String> ownBefore = Map.of();

  public CustomerPrefixes(OwnAddresses addresses) {
    this.addresses = addresses;
  }

  /** Asks the kernel anew. */
  public void look(Inventory inventory) throws IOException {
    ownBefore = own;
    own = addresses.inside(inventory);
  }

  /** The prefixes, without the gateway's own addresses. */
  public Map<String, String> entries(Map<String, String> prefixes) {
    if (own.isEmpty()) {
      return prefixes;
    }
    Map<String, String> entries = new HashMap<>(prefixes);
    entries.putAll(own);
    return entries;
  }

  /** The touched keys of the prefixes, and those of own addresses that came or went. */
  public Set<String> touched(Set<String> keys) {
    if (own.equals(ownBefore)) {
      return keys;
    }
    Set<String> more = new HashSet<>(keys);
    more.addAll(own.keySet());
    more.addAll(ownBefore.keySet());
    return more;
  }
}
