package io.sixgate.haproxy.destination;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The IPv6 addresses that this machine takes for its own. One may well lie inside a customer's
 * prefix: the gateway's address in the customer's LAN, or a subnet-router anycast address (RFC
 * 4291, section 2.6.1). A host of that address would lead visitors to the gateway's own services.
 *
 * @param folder {@code /proc/net}
 */
public record OwnAddresses(Path folder) {
  /** The value in customers.map of an address that HAProxy must not connect to. */
  public static final String REFUSED = "-";

  /** Those that the kernel says. */
  public static OwnAddresses ofThisMachine() {
    return new OwnAddresses(Path.of("/proc/net"));
  }

  /**
   * Entries for customers.map, where the longest match decides: each own address inside a
   * customer's prefix.
   */
  public Map<String, String> inside(Inventory inventory) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    within(inventory).forEach(address -> entries.put(address.toString(), REFUSED));
    return entries;
  }

  /** Each own address inside a customer's prefix. */
  public Set<Ipv6Address> within(Inventory inventory) throws IOException {
    Set<Ipv6Address> within = new LinkedHashSet<>();
    for (Ipv6Address address : read()) {
      for (Customer customer : inventory.customers().values()) {
        for (Ipv6Prefix prefix : customer.prefixes()) {
          if (prefix.contains(address)) {
            within.add(address);
          }
        }
      }
    }
    return within;
  }

  private List<Ipv6Address> read() throws IOException {
    // if_inet6: 20010db8000b00000000000000000001 05 40 00 80 umbra-web1
    // anycast6: 5    umbra-web1      20010db8000b00000000000000000000     1
    List<Ipv6Address> addresses = new ArrayList<>();
    for (String file : List.of("if_inet6", "anycast6")) {
      for (String line : lines(folder.resolve(file))) {
        for (String word : line.strip().split("\\s+")) {
          if (word.matches("[0-9a-f]{32}")) {
            addresses.add(
                new Ipv6Address(
                    Long.parseUnsignedLong(word.substring(0, 16), 16),
                    Long.parseUnsignedLong(word.substring(16), 16)));
          }
        }
      }
    }
    return addresses;
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException noIpv6) {
      return List.of();
    }
  }
}
