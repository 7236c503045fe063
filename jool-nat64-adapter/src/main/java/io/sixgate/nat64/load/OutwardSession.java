package io.sixgate.nat64.load;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.nat64.nft.InnerAddress;
import io.sixgate.nat64.share.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A session of a host with the IPv4 internet, as conntrack has it on one side of TAYGA.
 *
 * @param owner whose inner address it has
 * @param protocol e.g. {@code TCP}
 * @param port at the inner address; 0 if the protocol has none
 * @param destination address and port, e.g. {@code 203.0.113.4:7007}; empty if the protocol has no
 *     ports
 * @param outer what the pool gave it; empty on the hosts' side, and if the protocol has no ports
 * @param answered whether something came back
 */
record OutwardSession(
    int owner,
    String protocol,
    int port,
    String destination,
    Optional<Outer> outer,
    boolean answered) {

  /** What the server sees. */
  record Outer(Ipv4Address address, Port port) {}

  /** A session whatever came of it: it is the same on both sides of TAYGA. */
  record Key(int owner, String protocol, int port, String destination) {}

  Key key() {
    return new Key(owner, protocol, port, destination);
  }

  boolean hasPorts() {
    return !destination.isEmpty();
  }

  /** Whether it takes a port of the block; one that began before its share was changed may not. */
  boolean isWithin(Block block) {
    return outer.filter(end -> block.contains(end.address(), end.port())).isPresent();
  }

  /**
   * Reads lines of {@code conntrack -L}. In front of TAYGA the inner address stands for the host in
   * the answers (the second half of the line), behind it in the questions (the first half); the
   * last 32 bits of either are those of an IPv4 address.
   *
   * <pre>
   * tcp      6 117 SYN_SENT src=2001:db8:b::80 dst=2001:db8:64:64::cb00:7104 sport=40000 dport=7007 [UNREPLIED] \
   *   src=2001:db8:64:64::cb00:7104 dst=2001:db8:64:64::c612:10 sport=7007 dport=40000 mark=0 use=1
   * tcp      6 431999 ESTABLISHED src=198.18.0.16 dst=203.0.113.4 sport=40000 dport=7007 \
   *   src=203.0.113.4 dst=192.0.2.33 sport=7007 dport=2000 [ASSURED] mark=0 use=1
   * </pre>
   *
   * @param front whether it is the side of the hosts
   */
  static List<OutwardSession> parse(String list, boolean front) {
    List<OutwardSession> all = new ArrayList<>();
    list.lines().forEach(line -> parseLine(line, front).ifPresent(all::add));
    return all;
  }

  private static Optional<OutwardSession> parseLine(String line, boolean front) {
    List<String> sources = new ArrayList<>(2);
    List<String> destinations = new ArrayList<>(2);
    List<String> sourcePorts = new ArrayList<>(2);
    List<String> destinationPorts = new ArrayList<>(2);
    String[] words = line.trim().split(" +");
    for (String word : words) {
      enter(word, "src=", sources);
      enter(word, "dst=", destinations);
      enter(word, "sport=", sourcePorts);
      enter(word, "dport=", destinationPorts);
    }
    if (sources.size() != 2 || destinations.size() != 2) {
      return Optional.empty();
    }
    boolean hasPorts = sourcePorts.size() == 2 && destinationPorts.size() == 2;
    try {
      int owner = InnerAddress.ownerOf(ipv4(front ? destinations.get(1) : sources.get(0)));
      int port =
          hasPorts ? Integer.parseInt(front ? destinationPorts.get(1) : sourcePorts.get(0)) : 0;
      return Optional.of(
          new OutwardSession(
              owner,
              words[0].toUpperCase(Locale.ROOT),
              port,
              hasPorts ? ipv4(destinations.get(0)) + ":" + destinationPorts.get(0) : "",
              hasPorts && !front
                  ? Optional.of(
                      new Outer(
                          Ipv4Address.parse(destinations.get(1)),
                          Port.parse(destinationPorts.get(1))))
                  : Optional.empty(),
              !line.contains("[UNREPLIED]")));
    } catch (WrongValueException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void enter(String word, String key, List<String> values) {
    if (word.startsWith(key)) {
      values.add(word.substring(key.length()));
    }
  }

  private static String ipv4(String address) {
    return address.indexOf(':') < 0
        ? address
        : new Ipv4Address((int) Ipv6Address.parse(address).low()).toString();
  }
}
