package io.sixgate.nat64.jool;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import java.util.Comparator;

/** The IPv4 end of an entry of the binding information base (RFC 6146). */
record BibKey(L4 protocol, Ipv4Address address, Port port) implements Comparable<BibKey> {
  private static final Comparator<BibKey> ORDER =
      Comparator.comparing(BibKey::protocol)
          .thenComparing(key -> Integer.toUnsignedLong(key.address().bits()))
          .thenComparing(BibKey::port);

  @Override
  public int compareTo(BibKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return address + "#" + port;
  }
}
