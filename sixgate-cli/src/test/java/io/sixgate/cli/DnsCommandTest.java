package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsCommandTest {
  private static final String GATEWAY =
      """
      addresses: [192.0.2.1, '2001:db8:ff::1']
      provider-prefixes: ['2001:db8::/32']
      customer-prefixes: ['2001:db8:a::/48']
      """;
  private static final String NAMES =
      "domain: gw.provider.example\ndns: { zone-server: '[::1]:5300' }\n";
  private static final String MAIL = "mail: { name: mx.provider.example }\n";

  @TempDir private Path inventory;

  @BeforeEach
  void aHostWithNamesAndMail() throws IOException {
    write("gateway.yaml", GATEWAY + NAMES + MAIL);
    write("acme/customer.yaml", "prefixes: ['2001:db8:a::/48']\ndomains: [acme.example]\n");
    write(
        "acme/web1.yaml",
        """
        address: 2001:db8:a::80
        endpoints: [acme.example, '*.shop.acme.example']
        mail: { domains: [acme.example] }
        """);
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(inventory.resolve(file).getParent());
    Files.writeString(inventory.resolve(file), text);
  }

  private TypedCommand records(String... arguments) {
    return TypedCommand.run(
        Stream.concat(
                Stream.of("dns", "records", "--inventory", inventory.toString(), "acme/web1"),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void namesLeadToTheGatewayAndMailToItsServer() {
    records()
        .expect(
            0,
            """
            acme.example. 300 A 192.0.2.1
            acme.example. 300 AAAA 2001:db8:ff::1
            *.shop.acme.example. 300 A 192.0.2.1
            *.shop.acme.example. 300 AAAA 2001:db8:ff::1
            acme.example. 300 MX 20 mx.provider.example.
            """,
            "");
  }

  @Test
  void byIpv6TheyMayLeadStraightToTheHost() {
    records("--direct-ipv6")
        .expect(
            0,
            """
            acme.example. 300 A 192.0.2.1
            acme.example. 300 AAAA 2001:db8:a::80
            *.shop.acme.example. 300 A 192.0.2.1
            *.shop.acme.example. 300 AAAA 2001:db8:a::80
            acme.example. 300 MX 10 web1.acme.gw.provider.example.
            acme.example. 300 MX 20 mx.provider.example.
            """,
            "");
  }

  @Test
  void anAliasStandsWhereNoOtherRecordDoes() {
    records("--cname")
        .expect(
            0,
            """
            acme.example. 300 A 192.0.2.1
            acme.example. 300 AAAA 2001:db8:ff::1
            *.shop.acme.example. 300 CNAME www.web1.acme.gw.provider.example.
            acme.example. 300 MX 20 mx.provider.example.
            """,
            "");
    assertEquals(2, records("--cname", "--direct-ipv6").exitCode());
  }

  @Test
  void whatCannotBeSaidIsExplained() throws IOException {
    write("gateway.yaml", GATEWAY);
    assertTrue(
        records().err().equals("note: no MX, because gateway.yaml has no mail: of its own\n"));
    records("--cname")
        .expect(
            1,
            "",
            "sixgate: --cname needs domain and dns.zone-server in gateway.yaml: without them the"
                + " host has no name to lead to\n");
  }

  @Test
  void asJsonEachRecordIsAnObject() {
    assertTrue(
        records("--json")
            .out()
            .startsWith(
                """
                [ {
                  "name" : "acme.example",
                  "ttl" : 300,
                  "type" : "A",
                  "data" : "192.0.2.1"
                }, {
                """
                    .stripTrailing()));
  }
}
