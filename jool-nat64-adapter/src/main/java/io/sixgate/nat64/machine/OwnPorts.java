package io.sixgate.nat64.machine;

import io.sixgate.agent.kernel.Sysctl;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.ListeningSocket;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ports that this machine itself uses.
 *
 * @param addresses its IPv4 addresses
 * @param outgoing from which it connects if a program names none
 * @param reserved those of them that it leaves out
 * @param tcp sockets that listen
 * @param udp sockets that take what anybody sends
 */
public record OwnPorts(
    Set<Ipv4Address> addresses,
    PortRange outgoing,
    List<PortRange> reserved,
    List<ListeningSocket> tcp,
    List<ListeningSocket> udp) {
  public OwnPorts {
    addresses = Set.copyOf(addresses);
    reserved = List.copyOf(reserved);
    tcp = List.copyOf(tcp);
    udp = List.copyOf(udp);
  }

  /**
   * Asks the kernel.
   *
   * @param proc {@code /proc}
   */
  public static OwnPorts read(Path proc) throws IOException {
    // "32768	60999"
    String[] ends = Sysctl.read(proc, "net.ipv4.ip_local_port_range").split("\\s+");
    return new OwnPorts(
        addresses(Files.readAllLines(proc.resolve("net/fib_trie"))),
        new PortRange(Port.parse(ends[0]), Port.parse(ends[1])),
        ranges(Sysctl.read(proc, "net.ipv4.ip_local_reserved_ports")),
        ListeningSocket.read(proc),
        ListeningSocket.readUdp(proc));
  }

  /** {@code 1024-2047,8080}, or nothing. */
  private static List<PortRange> ranges(String text) {
    List<PortRange> ranges = new ArrayList<>();
    for (String range : text.split(",")) {
      if (!range.isBlank()) {
        ranges.add(PortRange.parse(range));
      }
    }
    return ranges;
  }

  /**
   * The kernel's table of routes:
   *
   * <pre>
   *            |-- 192.0.2.1
   *               /32 host LOCAL
   *            |-- 192.0.2.255
   *               /32 link BROADCAST
   * </pre>
   */
  static Set<Ipv4Address> addresses(List<String> lines) {
    Set<Ipv4Address> addresses = new HashSet<>();
    String last = "";
    for (String line : lines) {
      String text = line.strip();
      if (text.startsWith("|-- ")) {
        last = text.substring("|-- ".length());
      } else if (text.equals("/32 host LOCAL")) {
        addresses.add(Ipv4Address.parse(last));
      }
    }
    return addresses;
  }

  /** Whether it would connect from one of those ports by itself. */
  boolean connectsFrom(PortRange ports) {
    int from = Math.max(ports.first().number(), outgoing.first().number());
    int to = Math.min(ports.last().number(), outgoing.last().number());
    for (int port = from; port <= to; port++) {
      Port one = new Port(port);
      if (reserved.stream().noneMatch(range -> range.contains(one))) {
        return true;
      }
    }
    return false;
  }
}
