package io.sixgate.haproxy.destination;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.OwnAddresses;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The gateway's own addresses in a map of customers' prefixes, as they are now and were a pass
 * before: which entries they add, and which keys they touch.
 */
public final class CustomerPrefixes {
  /** The value of an address that HAProxy must not connect to. */
  private static final String REFUSED = "-";

  private final OwnAddresses addresses;
  private Optional<Inventory> seen = Optional.empty();
  private Set<Ipv6Address> machine = Set.of();
  private Map<String, String> own = Map.of();
  private Map<String, String> ownBefore = Map.of();

  public CustomerPrefixes(OwnAddresses addresses) {
    this.addresses = addresses;
  }

  /** Asks the kernel anew. What neither it nor the inventory changed costs nothing. */
  public void look(Inventory inventory) throws IOException {
    Set<Ipv6Address> now = addresses.read();
    ownBefore = own;
    if (!now.equals(machine) || seen.map(before -> moved(before, inventory)).orElse(true)) {
      own = inside(inventory, now);
    }
    machine = now;
    seen = Optional.of(inventory);
  }

  /** Whether any customer has other prefixes. */
  private static boolean moved(Inventory before, Inventory after) {
    return Inventory.customerChanges(before, after).stream()
        .anyMatch(
            change ->
                !change
                    .before()
                    .map(Customer::prefixes)
                    .equals(change.after().map(Customer::prefixes)));
  }

  /** Entries for customers.map, where the longest match decides. */
  private static Map<String, String> inside(Inventory inventory, Set<Ipv6Address> machine) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (Customer customer : inventory.customers().values()) {
      for (Ipv6Prefix prefix : customer.prefixes()) {
        for (Ipv6Address address : machine) {
          if (prefix.contains(address)) {
            entries.put(address.toString(), REFUSED);
          }
        }
      }
    }
    return entries;
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
