package io.sixgate.nat64.nft;

import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Share;
import java.util.List;
import java.util.function.IntFunction;

/** The rules of the table: counters and chains. What they look up stands in the sets. */
final class TableRules {
  private static final String TCP_AND_UDP = "meta l4proto { tcp, udp }";

  private final Nat64State state;
  private final boolean tayga;

  TableRules(Nat64State state, boolean tayga) {
    this.state = state;
    this.tayga = tayga;
  }

  String text() {
    return counters()
        + prohibited()
        + entering()
        + outward()
        + beyond()
        + passing()
        + arriving()
        + leaving()
        + sizes();
  }

  private static String counters() {
    StringBuilder text = new StringBuilder();
    for (NftCounter counter : NftCounter.values()) {
      text.append("  counter ").append(counter.text()).append(" { }\n");
    }
    return text.toString();
  }

  private static String chain(String name, String head, String... rules) {
    StringBuilder text = new StringBuilder("  chain " + name + " {\n");
    if (!head.isEmpty()) {
      text.append("    type ").append(head).append("; policy accept;\n");
    }
    for (String rule : rules) {
      if (!rule.isEmpty()) {
        text.append("    ").append(rule).append('\n');
      }
    }
    return text.append("  }\n").toString();
  }

  private static String refuse(NftCounter counter, String how) {
    return " counter name " + counter.text() + " " + how;
  }

  /** Before Jool, which takes packets at -75, and before any choice of a route. */
  private String entering() {
    IntFunction<String> guard =
        family -> {
          String ip = family == 4 ? "ip" : "ip6";
          String socket = ip + " daddr . meta l4proto . th dport";
          return "meta l4proto { tcp, udp } %s @guarded%d %s . %s saddr != @allowed%d"
                  .formatted(socket, family, socket, ip, family)
              + refuse(NftCounter.REFUSED_CLIENTS, "drop");
        };
    return chain(
        "entering",
        "filter hook prerouting priority -190",
        guard.apply(4),
        guard.apply(6),
        (tayga ? "iifname != \"" + TaygaDevice.NAME + "\" " : "")
            + "ip6 daddr "
            + state.prefix()
            + " jump outward");
  }

  /**
   * A reset for TCP, since the kernel sends at most one ICMP error a second to an address; but for
   * its first packet only, so that no session ends by a table that is just being replaced.
   */
  private static String prohibited() {
    return chain(
        "prohibited",
        "",
        "tcp flags & (syn | ack) == syn reject with tcp reset",
        "meta l4proto tcp drop",
        "reject with icmpx type admin-prohibited");
  }

  /**
   * While the table is replaced, a packet that is in the old rules finds the old maps empty. That
   * costs it, as any that is lost; refused, it would cost the session: so nobody is only who is
   * found to be nobody.
   */
  private String outward() {
    String nobody = Integer.toString(Share.NOBODY);
    return chain(
        "outward",
        "",
        "meta mark set 0",
        "meta mark set ip6 saddr map @customers",
        "meta mark set ip6 saddr map @hosts",
        "meta mark 0 meta mark set meta mark map @nobody",
        "meta mark 0 drop",
        "meta mark " + nobody + refuse(NftCounter.REFUSED_SOURCES, "goto prohibited"),
        "ip6 daddr @refused" + refuse(NftCounter.REFUSED_DESTINATIONS, "goto prohibited"),
        state.refuseSmtp()
            ? "tcp dport 25" + refuse(NftCounter.REFUSED_SMTP, "reject with tcp reset")
            : "");
  }

  /** Above a share's number of sessions; counted by share as well. */
  private String beyond() {
    return tayga
        ? "  set %s { type mark; size 131072; flags dynamic; }\n"
                .formatted(Listing.REFUSED_BY_SHARE)
            + chain(
                "beyond",
                "",
                "update @" + Listing.REFUSED_BY_SHARE + " { meta mark counter }",
                "counter name " + NftCounter.REFUSED_SESSIONS.text() + " goto prohibited")
        : "";
  }

  private String passing() {
    String device = "\"" + TaygaDevice.NAME + "\"";
    return chain(
        "passing",
        "filter hook forward priority 0",
        tayga
            ? "meta nfproto ipv6 oifname "
                + device
                + " ct state new meta mark @caps"
                + " goto beyond"
            : "",
        // Nobody comes from outside by writing an inner address himself.
        tayga
            ? "meta nfproto ipv4 oifname " + device + " ct state new ct status & dnat == 0 drop"
            : "",
        // What was not translated belongs to no session.
        "ip daddr { %s }".formatted(String.join(", ", strings(state.pool())))
            + refuse(NftCounter.UNSOLICITED, "drop"));
  }

  private static List<String> strings(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }

  private String arriving() {
    String device = "\"" + TaygaDevice.NAME + "\"";
    String socket = "daddr . meta l4proto . th dport map";
    return chain(
        "arriving",
        "nat hook prerouting priority -100",
        tayga
            ? "iifname != " + device + " " + TCP_AND_UDP + " dnat ip to ip " + socket + " @inbound4"
            : "",
        tayga ? "iifname " + device + " dnat ip6 to ip6 daddr map @inner_hosts" : "",
        TCP_AND_UDP + " dnat ip6 to ip6 " + socket + " @inbound6");
  }

  private String leaving() {
    String inward = "oifname \"" + TaygaDevice.NAME + "\" ";
    String outward =
        "oifname != \"" + TaygaDevice.NAME + "\" ip saddr " + InnerAddress.NETWORK + " ";
    return chain(
        "leaving",
        "nat hook postrouting priority 100",
        tayga ? inward + "meta nfproto ipv6 snat ip6 to ip6 saddr map @host_inner" : "",
        tayga ? inward + "meta nfproto ipv6 snat ip6 to ip6 saddr map @customer_inner" : "",
        tayga ? outward + TCP_AND_UDP + " snat ip to ip saddr map @outer" : "",
        tayga ? outward + "meta l4proto icmp snat ip to ip saddr map @outer_icmp" : "",
        tayga ? outward + "drop" : "",
        // nftables takes no `ct original proto-dst` into a concatenation.
        "ct status dnat ct original ip6 daddr . ip6 daddr . meta l4proto . th dport @forwarded6"
            + " masquerade");
  }

  /** IPv6 headers are 20 bytes longer: a server must not send what then fits no more. */
  private String sizes() {
    return chain(
        "sizes",
        "filter hook postrouting priority -150",
        "ip6 saddr "
            + state.prefix()
            + " tcp flags & (syn | rst) == syn tcp option maxseg size set rt mtu");
  }
}
