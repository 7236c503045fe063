package io.sixgate.james.checks;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.james.dns.Lookup;
import io.sixgate.james.smtp.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** DNS zones that list addresses by name (RFC 5782), IPv4 and IPv6. */
final class BlockLists {
  private static final Logger LOG = LoggerFactory.getLogger(BlockLists.class);

  private final Lookup lookup;

  BlockLists(Lookup lookup) {
    this.lookup = lookup;
  }

  /**
   * An entry of a list.
   *
   * @param reason what the list says of it, in printable ASCII; may be empty
   */
  record Listing(Hostname list, String reason) {}

  /** The first list that has the client. One that does not answer has nobody. */
  Optional<Listing> find(IpAddress client, List<Hostname> lists) {
    for (Hostname list : lists) {
      try {
        Name entry = Name.fromString(reversed(client) + "." + list.text() + ".");
        if (has(entry, list)) {
          return Optional.of(new Listing(list, reason(entry)));
        }
      } catch (IOException e) {
        LOG.warn("block-list-silent list={} text={}", list, e.getMessage());
      }
    }
    return Optional.empty();
  }

  private boolean has(Name entry, Hostname list) throws IOException {
    boolean listed = false;
    for (ARecord record : lookup.ask(entry, Type.A).as(ARecord.class)) {
      String code = record.getAddress().getHostAddress();
      if (code.startsWith("127.255.255.")) { // "asked through an open resolver", "too often"
        LOG.warn("block-list-refuses list={} code={}", list, code);
        return false;
      }
      listed |= code.startsWith("127."); // else the list's domain was sold: section 2.1
    }
    return listed;
  }

  private String reason(Name entry) {
    try {
      return lookup.ask(entry, Type.TXT).as(TXTRecord.class).stream()
          .findFirst()
          .map(record -> Printable.of(String.join("", record.getStrings())))
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  /** Sections 2.1 and 2.4. */
  static String reversed(IpAddress address) {
    return address.match(BlockLists::octets, BlockLists::nibbles);
  }

  private static String octets(Ipv4Address address) {
    int bits = address.bits();
    return "%d.%d.%d.%d".formatted(bits & 0xff, bits >>> 8 & 0xff, bits >>> 16 & 0xff, bits >>> 24);
  }

  private static String nibbles(Ipv6Address address) {
    String digits = "%016x%016x".formatted(address.high(), address.low());
    return String.join(".", new StringBuilder(digits).reverse().toString().split(""));
  }
}
