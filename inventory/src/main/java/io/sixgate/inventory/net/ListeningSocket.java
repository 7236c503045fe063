package io.sixgate.inventory.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A socket on which some process of this machine takes what anybody sends, as the kernel says.
 *
 * @param inode by which the process is found
 */
public record ListeningSocket(IpAddress address, Port port, String inode) {
  private static final String LISTEN = "0A";

  /** What a UDP socket is in that is connected to nobody: TCP_CLOSE. */
  private static final String UNCONNECTED = "07";

  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  /** All of TCP. */
  public static List<ListeningSocket> read(Path proc) throws IOException {
    return read(proc, List.of("net/tcp", "net/tcp6"), LISTEN);
  }

  /** All of UDP. */
  public static List<ListeningSocket> readUdp(Path proc) throws IOException {
    return read(proc, List.of("net/udp", "net/udp6"), UNCONNECTED);
  }

  /**
   * Whether a program could listen there by TCP now; found out by doing so for a moment.
   *
   * @param port 0 for any: then it tells whether the address is one of this machine
   */
  public static boolean canListen(IpAddress address, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address.toString(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<ListeningSocket> read(Path proc, List<String> files, String state)
      throws IOException {
    List<ListeningSocket> sockets = new ArrayList<>();
    for (String file : files) {
      for (String line : lines(proc.resolve(file))) {
        String[] words = line.strip().split("\\s+");
        if (words.length > INODE && words[STATE].equals(state)) {
          sockets.add(parse(words));
        }
      }
    }
    return sockets;
  }

  /**
   * proc(5):
   *
   * <pre>
   *   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   *    0: 010200C0:5655 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 8356 1 …
   *    1: B80D0120000000000000000001000000:5655 …
   * </pre>
   *
   * Addresses are written in words of 32 bits, each in the machine's own order of bytes.
   */
  private static ListeningSocket parse(String[] words) {
    int colon = words[LOCAL].indexOf(':');
    String address = words[LOCAL].substring(0, colon);
    Port port = new Port(Integer.parseInt(words[LOCAL].substring(colon + 1), 16));
    IpAddress parsed =
        address.length() == 8
            ? new Ipv4Address(word(address, 0))
            : ipv6(
                pair(word(address, 0), word(address, 1)), pair(word(address, 2), word(address, 3)));
    return new ListeningSocket(parsed, port, words[INODE]);
  }

  /** A program may listen for IPv4 with an IPv6 socket: {@code ::ffff:192.0.2.1}. */
  private static IpAddress ipv6(long high, long low) {
    return high == 0 && low >>> 32 == 0xffff
        ? new Ipv4Address((int) low)
        : new Ipv6Address(high, low);
  }

  private static int word(String hex, int index) {
    int bits = Integer.parseUnsignedInt(hex.substring(index * 8, index * 8 + 8), 16);
    return java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN
        ? Integer.reverseBytes(bits)
        : bits;
  }

  private static long pair(int high, int low) {
    return ((long) high << 32) | (low & 0xffffffffL);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException withoutThisFamily) {
      return List.of();
    }
  }

  /** Whether it may keep another from listening on that address and the same port. */
  public boolean mayHave(IpAddress wanted) {
    return address.equals(wanted)
        || address.match(
            v4 -> v4.isUnspecified() && wanted instanceof Ipv4Address,
            // It may take IPv4 as well (IPV6_V6ONLY), which the kernel does not tell.
            Ipv6Address::isUnspecified);
  }
}
