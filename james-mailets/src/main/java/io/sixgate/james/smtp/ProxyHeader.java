package io.sixgate.james.smtp;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The header of HAProxy's PROXY protocol (doc/proxy-protocol.txt), as a proxy sends it. */
final class ProxyHeader {
  private static final byte[] SIGNATURE = {
    0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
  };

  private static final byte VERSION_2_PROXY = 0x21;
  private static final byte TCP_OVER_IPV4 = 0x11;
  private static final byte TCP_OVER_IPV6 = 0x21;

  /** The gateway's address where it is of the other family than the client's. */
  private static final Ipv4Address NO_IPV4 = Ipv4Address.parse("0.0.0.0");

  private static final Ipv6Address NO_IPV6 = Ipv6Address.parse("::");

  private ProxyHeader() {}

  static byte[] of(Announcement.Proxy proxy) {
    return proxy.version() == 1 ? version1(proxy.client()) : version2(proxy.client());
  }

  private static byte[] version1(ClientIdentity client) {
    String family = client.address().match(v4 -> "TCP4", v6 -> "TCP6");
    return "PROXY %s %s %s %s %s\r\n"
        .formatted(
            family, client.address(), destination(client), client.port(), client.gatewayPort())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] version2(ClientIdentity client) {
    int width = client.address().match(v4 -> 4, v6 -> 16);
    ByteBuffer header = ByteBuffer.allocate(16 + 2 * width + 4);
    header.put(SIGNATURE).put(VERSION_2_PROXY);
    header.put(width == 4 ? TCP_OVER_IPV4 : TCP_OVER_IPV6);
    header.putShort((short) (2 * width + 4));
    put(header, client.address());
    put(header, destination(client));
    header.putShort((short) client.port().number());
    header.putShort((short) client.gatewayPort().number());
    return header.array();
  }

  private static IpAddress destination(ClientIdentity client) {
    return client
        .address()
        .match(
            v4 -> client.gateway().match(ours -> ours, other -> (IpAddress) NO_IPV4),
            v6 -> client.gateway().match(other -> (IpAddress) NO_IPV6, ours -> ours));
  }

  private static void put(ByteBuffer header, IpAddress address) {
    address.match(
        v4 -> header.putInt(v4.bits()), v6 -> header.putLong(v6.high()).putLong(v6.low()));
  }
}
