package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.cli.TestGateway.Typed;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How hosts reach IPv4, and forwards by the kernel. */
final class ExplainNat64Test {
  @TempDir Path folder;
  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = new TestGateway(folder);
    gateway.settle();
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private void nat64() throws Exception {
    gateway.file(
        "gateway.yaml",
        """
        addresses: [192.0.2.1, 2001:db8:ff::1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48]
        forward-ports: [20000-20099]
        nat64: { prefix: 2001:db8:64:64::/96, pool: [192.0.2.32], ports: 1024-2047 }
        """);
    gateway.file(
        "acme/web1.yaml",
        """
        address: 2001:db8:a::80
        forwards:
          - { ports: 20000, host-port: 9, protocol: udp, allow: [198.51.100.0/24], address: 192.0.2.1 }
          - { ports: 20001, host-port: 9, protocol: udp, address: 192.0.2.1 }
        """);
  }

  @Test
  void aForwardByTheKernelIsFollowedToItsHostWithItsClients() throws Exception {
    nat64();
    assertEquals(
        new Typed(
            0,
            """
            192.0.2.1:20000/udp
              inventory  acme/web1.yaml:3:14: forwards
              host       acme/web1
              leads to   [2001:db8:a::80]:9
              clients    198.51.100.0/24
              client     gets the host itself, forwarded by the kernel: nftables and tayga, as the agent nat64 told them
              host sees  the client's IPv4 address inside 2001:db8:64:64::/96 (RFC 6052)
            """,
            ""),
        gateway.type("explain", "192.0.2.1:20000/udp", "--back-end", "tayga"));
  }

  @Test
  void aPortThatJoolCannotHoldIsSaidToLeadNowhere() throws Exception {
    nat64();
    assertEquals(0, gateway.type("explain", ":20001/udp", "--back-end", "tayga").exitCode());
    assertEquals(
        new Typed(
            1,
            """
            192.0.2.1:20001/udp
              inventory  acme/web1.yaml:4:14: forwards
              host       acme/web1
              client     gets no answer: Jool can lead only one port of the gateway to the same port of a host, and 192.0.2.1:20000 leads there
            """,
            ""),
        gateway.type("explain", ":20001/udp", "--back-end", "jool"));
  }

  @Test
  void aHostIsToldFromWhereItReachesIpv4() throws Exception {
    nat64();
    assertEquals(
        new Typed(
            0,
            """
            acme/web1, to IPv4
              inventory  acme/web1.yaml:1:1
              behind     2001:db8:64:64::/96, but for port 25
              comes from 192.0.2.32 1024-2047: customer acme's own
            """,
            ""),
        gateway.type("explain", "acme/web1", "--nat64-state", folder.toString()));
    gateway.file(
        "acme/web2.yaml",
        "address: 2001:db8:a::81\nnat64: { address: 192.0.2.32, ports: 2000-2047, sessions: 9 }\n");
    Typed own = gateway.type("explain", "acme/web2", "--json", "--nat64-state", folder.toString());
    assertEquals("the host's own", own.json().get("whose").asText());
    assertEquals("192.0.2.32 2000-2047", own.json().get("from").get(0).asText());
    assertEquals(9, own.json().get("sessions").asInt());
    assertEquals(
        "sixgate: \"acme/web9\" is wrong because the inventory has no such host; write CUSTOMER/HOST; see \"sixgate explain --help\"\n",
        gateway.type("explain", "acme/web9", "--nat64-state", folder.toString()).err());
  }

  @Test
  void withoutNat64AHostDoesNotReachIpv4() {
    assertEquals(
        new Typed(
            1,
            """
            acme/web1, to IPv4
              inventory  acme/web1.yaml:1:1
              comes from nowhere: gateway.yaml has no nat64:
            """,
            ""),
        gateway.type("explain", "acme/web1", "--nat64-state", folder.toString()));
  }
}
