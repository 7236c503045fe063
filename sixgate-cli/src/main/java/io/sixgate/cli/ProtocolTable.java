package io.sixgate.cli;

import java.util.List;

/** Which protocol works how through the gateway; docs/protocols.md shows the same. */
final class ProtocolTable {
  private static final String ANY_MODE = "visitor, by any client-address mode";
  private static final String HOST = "HTTP Host";
  private static final String SNI = "TLS SNI";
  private static final String LATER = "not yet";

  private ProtocolTable() {}

  /**
   * One protocol.
   *
   * @param service as the inventory names it, else as it is commonly called
   * @param ports the gateway's by default
   * @param support {@code yes}, {@code partly} or {@code not yet}
   * @param routedBy by what the host is found
   * @param hostSees whom the host sees as its peer
   */
  record Row(
      String service,
      String ports,
      String support,
      String routedBy,
      String hostSees,
      String remarks) {
    List<String> cells() {
      return List.of(service, ports, support, routedBy, hostSees, remarks);
    }
  }

  static final List<String> TITLES =
      List.of("service", "ports", "support", "routed by", "host sees", "remarks");

  static List<Row> rows() {
    return List.of(
        new Row(
            "http",
            "80/tcp",
            "yes",
            HOST,
            ANY_MODE,
            "HTTP/1, HTTP/2 by prior knowledge, WebSocket; several names on one connection"),
        tls("https", 443, "HTTP/1, HTTP/2, WebSocket; HTTP/3 is UDP: see below"),
        tls("submissions", 465, "TLS from the first byte"),
        tls("nntps", 563, ""),
        tls("submission", 587, "STARTTLS, and TLS from the first byte on the same port"),
        tls("ldaps", 636, ""),
        tls("domain-s", 853, "DNS over TLS, for clients that are told the server's name"),
        partly("ftps", 990, "as ftp on 21, with TLS from the first byte"),
        tls("imaps", 993, ""),
        tls("pop3s", 995, ""),
        partly("sips", 5061, "signalling; the media are UDP and go from address to address"),
        tls("xmpps", 5223, "clients that connect with TLS from the first byte (XEP-0368)"),
        tls("amqps", 5671, ""),
        tls("ircs", 6697, "for clients that send the server's name"),
        tls("https-alt", 8443, "as https"),
        tls("secure-mqtt", 8883, ""),
        new Row(
            "tls-PORT",
            "those of tls-ports",
            "yes",
            SNI,
            ANY_MODE,
            "whatever starts with a ClientHello that names the host"),
        new Row("http-PORT", "those of http-ports", "yes", HOST, ANY_MODE, "as http"),
        partly(
            "ftp",
            21,
            "AUTH TLS; data connections by a forwarded range of ports: sixgate ftp says how"),
        tls("smtp", 25, "STARTTLS for senders that name the host; all other mail to a relay"),
        tls("pop3", 110, "STLS"),
        tls("nntp", 119, "STARTTLS"),
        tls("imap", 143, "STARTTLS"),
        tls("ldap", 389, "StartTLS"),
        tls("sieve", 4190, "STARTTLS; ManageSieve"),
        tls("xmpp-client", 5222, "STARTTLS; the stream's \"to\" and the TLS name must agree"),
        tls("xmpp-server", 5269, "STARTTLS; as xmpp-client"),
        tls("postgresql", 5432, "SSLRequest, and the direct TLS of version 17"),
        new Row(
            "PROTOCOL-PORT",
            "those of starttls-ports",
            "yes",
            SNI,
            ANY_MODE,
            "imap-1143 and the like: as the protocol on its own port"),
        forward("ssh", "ssh.port of each host", "a port of the gateway for each host"),
        forward(
            "any other TCP",
            "forwards and leases",
            "a port or range of the gateway, or of an address that is lent to the host"),
        new Row(
            "dns",
            "53/tcp, 53/udp",
            "yes",
            "zone",
            "the gateway, or the client by PROXY v2",
            "zones of the inventory; every other name is refused"),
        later("http/3", "443/udp", "QUIC; browsers fall back to https"),
        new Row(
            "other UDP",
            "forwards and leases",
            "yes",
            "port",
            "client, embedded in IPv6",
            "by the kernel: sixgate-nat64"),
        new Row(
            "mysql", "3306/tcp", "no", "-", "-", "the server speaks before TLS: needs a forward"));
  }

  private static Row tls(String service, int port, String remarks) {
    return new Row(service, port + "/tcp", "yes", SNI, ANY_MODE, remarks);
  }

  private static Row partly(String service, int port, String remarks) {
    return new Row(service, port + "/tcp", "partly", SNI, ANY_MODE, remarks);
  }

  private static Row forward(String service, String ports, String remarks) {
    return new Row(service, ports, "yes", "port", ANY_MODE, remarks);
  }

  private static Row later(String service, String ports, String remarks) {
    return new Row(service, ports, LATER, LATER, "-", remarks);
  }
}
