package io.sixgate.nat64.nft;

import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv4Prefix;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.state.Guard;
import io.sixgate.nat64.state.Inbound;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Share;
import io.sixgate.nat64.state.Source;
import java.util.SortedMap;
import java.util.TreeMap;

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
    map("nobody", "type mark : mark;");
    enter("nobody", "0", Integer.toString(Share.NOBODY));
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
    return new NftTable(new TableRules(state, tayga).text(), sets);
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
                for (int i = 0; i < inbound.ports().size(); i++) {
                  Port to = port(target.port(), i);
                  enter("inbound6", text(inbound, i), target.address() + " . " + to);
                  String end = text(target.address(), inbound.protocol(), PortRange.of(to));
                  enter("forwarded6", inbound.address() + " . " + end, "");
                }
              }
            });
  }

  private static String text(Inbound inbound, int index) {
    Port port = port(inbound.ports().first(), index);
    return text(inbound.address(), inbound.protocol(), PortRange.of(port));
  }

  private static Port port(Port first, int index) {
    return new Port(first.number() + index);
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
                for (int i = 0; i < inbound.ports().size(); i++) {
                  enter(
                      "inbound4", text(inbound, i), inner.ipv4() + " . " + port(target.port(), i));
                }
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
}
