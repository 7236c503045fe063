package io.sixgate.dns.resolver;

import io.sixgate.dns.dnsdist.Digest;
import io.sixgate.dns.wire.Generation;
import io.sixgate.inventory.model.Resolver;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.nio.ByteBuffer;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.ReverseMap;

/**
 * What Unbound is told beside the operator's own unbound.conf (unbound.conf(5)). Where it listens,
 * whom it forwards to and whom it trusts stays the operator's.
 *
 * @param digest of the text
 * @param prefix in which it makes addresses
 */
record UnboundFragment(String text, String digest, Ipv6Prefix prefix) {
  /** RFC 7050, section 8.2. */
  private static final List<Ipv4Address> WELL_KNOWN =
      List.of(Ipv4Address.parse("192.0.0.170"), Ipv4Address.parse("192.0.0.171"));

  static UnboundFragment of(Ipv6Prefix prefix, Resolver resolver) {
    StringBuilder text =
        new StringBuilder(
            """
            # Written by sixgate-dns64, replaced when gateway.yaml changes. Your own settings belong into files of your own.
            server:
                module-config: "dns64 validator iterator"
                dns64-prefix: %s
                # An IPv4-mapped AAAA would lead hosts round NAT64.
                private-address: ::ffff:0:0/96
                # A name of one of its addresses is that of the IPv4 address in it, also where Unbound has zones of
                # its own against questions about private networks (RFC 6303).
                local-zone: "%s" transparent
                # RFC 8880: known here, asked of nobody. By it hosts learn the prefix (RFC 7050).
                local-zone: "ipv4only.arpa." static
                local-data: "ipv4only.arpa. 3600 IN SOA sns.dns.icann.org. noc.dns.icann.org. 1 7200 3600 604800 3600"
                local-data: "ipv4only.arpa. 3600 IN NS a.iana-servers.net."
            """
                .formatted(prefix, reverse(prefix)));
    for (Ipv4Address address : WELL_KNOWN) {
      text.append("    local-data: \"ipv4only.arpa. 3600 IN A %s\"\n".formatted(address));
      text.append(
          "    local-data: \"ipv4only.arpa. 3600 IN AAAA %s\"\n".formatted(prefix.embed(address)));
      text.append("    local-data-ptr: \"%s 3600 ipv4only.arpa.\"\n".formatted(address));
    }
    for (Hostname name : resolver.alwaysSynthesised()) {
      text.append("    dns64-ignore-aaaa: \"%s\"\n".formatted(name));
    }
    String digest = new Digest().add(text.toString()).text();
    text.append("    # From which text Unbound was started, for the agent.\n");
    text.append("    local-zone: \"%s\" static\n".formatted(Generation.NAME));
    text.append("    local-data: \"%s 0 IN TXT '%s'\"\n".formatted(Generation.NAME, digest));
    return new UnboundFragment(text.toString(), digest, prefix);
  }

  /** Whether a file with this content is cut or is none, as a power cut may leave it. */
  static boolean isDamaged(String text) {
    return text.indexOf('\0') >= 0 || !text.endsWith("'\"\n"); // of the line that was added last
  }

  /** E.g. {@code 0.0.0.0.0.0.0.0.b.9.f.f.4.6.0.0.ip6.arpa.} (RFC 3596, section 2.5). */
  private static Name reverse(Ipv6Prefix prefix) {
    Ipv6Address first = prefix.address();
    byte[] bytes = ByteBuffer.allocate(16).putLong(first.high()).putLong(first.low()).array();
    return new Name(ReverseMap.fromAddress(bytes), (128 - prefix.length()) / 4);
  }
}
