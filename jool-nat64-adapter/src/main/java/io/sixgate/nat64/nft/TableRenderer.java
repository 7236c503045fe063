package io.sixgate.nat64.nft;

import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv4Prefix;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.state.Guard;
import io.sixgate.nat64.state.Inbound;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Share;
import io.sixgate.nat64.state.Source;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Makes the table of a state: what packets may pass and whose they are, for both translators; for
 * TAYGA, which is stateless and knows neither customers nor ports, all the rest as well.
 *
 * <p>On the way of a packet through TAYGA its source changes three times: the host's address into
 * the owner's inner address behind the prefix (nftables), that into the inner IPv4 address (TAYGA),
 * that into an address and port of the owner's share (nftables). Both steps of nftables are in
 * conntrack, so a session stays what it is when the table changes.
 */
public final class TableRenderer {
  private static final String TCP_AND_UDP = "meta l4proto { tcp, udp }";

  private final Nat64State state;
  private final boolean tayga;
  private final SortedMap<String, NftSet> sets = new TreeMap<>();

  private TableRenderer(Nat64State state, boolean tayga) {
    this.state = state;
    this.tayga = tayga;
  }

  /** The table beside Jool, which translates and counts ports itself. */
  public static NftTable forJool(Nat64State state) {
    return new TableRenderer(state, false).table();
  }

  /** The table around TAYGA. */
  public static NftTable forTayga(Nat64State state) {
    return new TableRenderer(state, true).table();
  }

  private NftTable table() {
    sources("hosts", "customers", "mark", source -> Integer.toString(source.mark()));
    set("refused", "type ipv6_addr; flags interval;");
    state.refused().forEach(prefix -> enter("refused", behindPrefix(prefix), ""));
    guards();
    inboundIpv6();
    if (tayga) {
      sources(
          "host_inner",
          "customer_inner",
          "ipv6_addr",
          source -> new InnerAddress(source.owner()).ipv6(state.prefix()).toString());
      outer();
      inboundIpv4();
      caps();
    }
    String rules =
        counters()
            + prohibited()
            + entering()
            + outward()
            + passing()
            + arriving()
            + leaving()
            + sizes();
    return new NftTable(rules, sets);
  }

  private void map(String name, String declaration) {
    sets.put(name, NftSet.map(declaration));
  }

  private void set(String name, String declaration) {
    sets.put(name, NftSet.set(declaration));
  }

  private void enter(String set, String key, String value) {
    sets.get(set).elements().put(key, value);
  }

  private interface SourceValue {
    String of(Source source);
  }

  /** nftables takes no address inside a prefix of the same map: so hosts have one of their own. */
  private void sources(String hosts, String customers, String type, SourceValue value) {
    map(hosts, "type ipv6_addr : " + type + ";");
    map(customers, "type ipv6_addr : " + type + "; flags interval;");
    state
        .hosts()
        .forEach(
            (address, source) -> {
              if (source.mark() != 0) {
                enter(hosts, address.toString(), value.of(source));
              }
            });
    state
        .customers()
        .forEach(
            (prefix, source) -> {
              if (source.mark() != 0) {
                enter(customers, text(prefix), value.of(source));
              }
            });
  }

  /** As nft lists it: a prefix of one address is that address. */
  private static String text(Ipv6Prefix prefix) {
    return prefix.length() == 128 ? prefix.address().toString() : prefix.toString();
  }

  private static String text(Ipv4Prefix prefix) {
    return prefix.length() == 32 ? prefix.address().toString() : prefix.toString();
  }

  private String behindPrefix(Ipv4Prefix prefix) {
    return text(new Ipv6Prefix(state.prefix().embed(prefix.address()), 96 + prefix.length()));
  }

  private static int number(Protocol protocol) {
    return protocol == Protocol.TCP ? 6 : 17;
  }

  private static String text(IpAddress address, Protocol protocol, PortRange ports) {
    return address + " . " + number(protocol) + " . " + ports;
  }

  private void guards() {
    for (String family : new String[] {"4", "6"}) {
      String address = "ipv" + family + "_addr";
      String socket = "type " + address + " . inet_proto . inet_service";
      set("guarded" + family, socket + "; flags interval;");
      set("allowed" + family, socket + " . " + address + "; flags interval;");
    }
    for (Guard guard : state.guards()) {
      String family = guard.address().match(v4 -> "4", v6 -> "6");
      String socket = text(guard.address(), guard.protocol(), guard.ports());
      enter("guarded" + family, socket, "");
      for (IpPrefix client : guard.allow()) {
        boolean sameFamily = client instanceof Ipv4Prefix == family.equals("4");
        if (sameFamily) {
          String text = client instanceof Ipv4Prefix v4 ? text(v4) : text((Ipv6Prefix) client);
          enter("allowed" + family, socket + " . " + text, "");
        }
      }
    }
  }

  /**
   * A client with IPv6 needs no translator, only the way to the host, and his answers the way back.
   */
  private void inboundIpv6() {
    map("inbound6", "type ipv6_addr . inet_proto . inet_service : ipv6_addr . inet_service;");
    set("forwarded6", "type ipv6_addr . ipv6_addr . inet_proto . inet_service;");
    state
        .inbound()
        .forEach(
            (inbound, target) -> {
              if (inbound.address() instanceof Ipv6Address) {
                enter("inbound6", text(inbound), target.address() + " . " + target.port());
                String to = text(target.address(), inbound.protocol(), PortRange.of(target.port()));
                enter("forwarded6", inbound.address() + " . " + to, "");
              }
            });
  }

  private static String text(Inbound inbound) {
    return text(inbound.address(), inbound.protocol(), PortRange.of(inbound.port()));
  }

  private void inboundIpv4() {
    map("inbound4", "type ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service;");
    map("inner_hosts", "type ipv6_addr : ipv6_addr;");
    state
        .inbound()
        .forEach(
            (inbound, target) -> {
              if (inbound.address() instanceof Ipv4Address) {
                InnerAddress inner = new InnerAddress(target.owner());
                enter("inbound4", text(inbound), inner.ipv4() + " . " + target.port());
                enter(
                    "inner_hosts",
                    inner.ipv6(state.prefix()).toString(),
                    target.address().toString());
              }
            });
  }

  /** Of a share with several blocks each owner uses one, as RFC 4787 (REQ-2) asks. */
  private void outer() {
    map("outer", "type ipv4_addr : interval ipv4_addr . inet_service;");
    map("outer_icmp", "type ipv4_addr : ipv4_addr;");
    state.hosts().values().forEach(this::outer);
    state.customers().values().forEach(this::outer);
  }

  private void outer(Source source) {
    Share share = state.shares().get(source.mark());
    if (share != null) {
      Block block = share.blocks().get(source.owner() % share.blocks().size());
      String inner = new InnerAddress(source.owner()).ipv4().toString();
      enter("outer", inner, block.address() + " . " + block.ports());
      enter("outer_icmp", inner, block.address().toString());
    }
  }

  private void caps() {
    set("caps", "type mark; ct count over 1;");
    state
        .shares()
        .values()
        .forEach(
            share ->
                share
                    .sessions()
                    .ifPresent(
                        most ->
                            enter(
                                "caps", Integer.toString(share.mark()), "ct count over " + most)));
  }

  // Rules

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

  /** A reset for TCP, since the kernel sends at most one ICMP error a second to an address. */
  private static String prohibited() {
    return chain(
        "prohibited",
        "",
        "meta l4proto tcp reject with tcp reset",
        "reject with icmpx type admin-prohibited");
  }

  private String outward() {
    return chain(
        "outward",
        "",
        "meta mark set 0",
        "meta mark set ip6 saddr map @customers",
        "meta mark set ip6 saddr map @hosts",
        "meta mark 0" + refuse(NftCounter.REFUSED_SOURCES, "goto prohibited"),
        "ip6 daddr @refused" + refuse(NftCounter.REFUSED_DESTINATIONS, "goto prohibited"),
        state.refuseSmtp()
            ? "tcp dport 25" + refuse(NftCounter.REFUSED_SMTP, "reject with tcp reset")
            : "");
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
                + refuse(NftCounter.REFUSED_SESSIONS, "goto prohibited")
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
