package io.sixgate.inventory.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The IPv6 addresses that this machine takes for its own. One may well lie inside a customer's
 * prefix: the gateway's address in the customer's LAN, or a subnet-router anycast address (RFC
 * 4291, section 2.6.1). A host of that address would lead visitors to the gateway's own services.
 *
 * @param folder {@code /proc/net}
 */
public record OwnAddresses(Path folder) {
  // Agents ask at every change.
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{32}");

  /** Those that the kernel says. */
  public static OwnAddresses ofThisMachine() {
    return new OwnAddresses(Path.of("/proc/net"));
  }

  /** Asks the kernel anew. */
  public Set<Ipv6Address> read() throws IOException {
    // if_inet6: 20010db8000b00000000000000000001 05 40 00 80 umbra-web1
    // anycast6: 5    umbra-web1      20010db8000b00000000000000000000     1
    Set<Ipv6Address> addresses = new LinkedHashSet<>();
    for (String file : List.of("if_inet6", "anycast6")) {
      for (String line : lines(folder.resolve(file))) {
        for (String word : BLANKS.split(line)) {
          if (ADDRESS.matcher(word).matches()) {
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
