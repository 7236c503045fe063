package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sixgate.cli.TestGateway.Typed;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.sni.route.MapKind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplainCommandTest {
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

  @Test
  void aServedNameIsFollowedFromItsLineToItsHost() {
    assertEquals(
        new Typed(
            0,
            """
            www.acme.example
              inventory  acme/web1.yaml:3:5: www.acme.example
              host       acme/web1
            port 443 (https)
              entry      names.map: www.acme.example 2001:db8:a::80|none
              HAProxy    has the same live
              leads to   [2001:db8:a::80]:443
              visitor    gets the host's own certificate: TLS is not ended on the gateway
              host sees  the gateway's address as the client
            """,
            ""),
        gateway.type("explain", "WWW.acme.example.:443"));
  }

  @Test
  void aScriptReadsAllPortsAsJson() throws Exception {
    JsonNode json = gateway.type("explain", "www.acme.example", "--json").json();
    assertEquals("www.acme.example", json.get("name").asText());
    assertEquals("www.acme.example", json.get("matched").asText());
    assertEquals("acme/web1.yaml:3:5", json.get("place").asText());
    assertEquals("acme/web1", json.get("host").asText());
    assertEquals(0, json.get("problems").size());
    assertEquals(3, json.get("ports").size());
    JsonNode port = json.get("ports").get(1);
    assertEquals(443, port.get("port").asInt());
    assertEquals("https", port.get("service").asText());
    assertEquals("names.map: www.acme.example 2001:db8:a::80|none", port.get("entry").asText());
    assertEquals("same", port.get("live").asText());
    assertEquals("[2001:db8:a::80]:443", port.get("leads-to").asText());
    assertTrue(port.hasNonNull("visitor-sees"), json.toString());
    assertTrue(port.hasNonNull("host-sees"), json.toString());
  }

  @Test
  void anUnknownNameIsRefusedAndSaysWhatTheVisitorGets() {
    assertEquals(
        new Typed(
            1,
            """
            nobody.example
              inventory  no host has this name, nor a wildcard that covers it
            port 443 (https)
              visitor    gets a TLS alert, unrecognized_name (RFC 6066, section 3): not served here
            """,
            ""),
        gateway.type("explain", "nobody.example:443"));
  }

  @Test
  void aNameWithAServiceListIsServedThoughNotOnEveryPort() throws Exception {
    gateway.file(
        "acme/web1.yaml",
        "address: 2001:db8:a::80\nendpoints: [{name: www.acme.example, services: [https]}]\n");
    gateway.settle();
    assertEquals(0, gateway.type("explain", "www.acme.example").exitCode());
    assertEquals(0, gateway.type("explain", "www.acme.example:443").exitCode());
    assertEquals(1, gateway.type("explain", "www.acme.example:993").exitCode());
  }

  @Test
  void aPortThatTheGatewayDoesNotHaveIsRefused() {
    Typed explain = gateway.type("explain", "www.acme.example:995");
    assertEquals(1, explain.exitCode());
    assertTrue(
        explain
            .out()
            .endsWith(
                "port 995\n  visitor    gets no connection: the gateway does not listen on port 995,"
                    + " it is in none of tls-ports, http-ports and starttls-ports of gateway.yaml\n"),
        explain.out());
  }

  @Test
  void aNameThatIsGoneFromTheInventoryOnlyIsStillSeenInHaproxy() throws Exception {
    gateway.host("other.acme.example");
    Typed explain = gateway.type("explain", "www.acme.example:443");
    assertEquals(1, explain.exitCode());
    assertTrue(
        explain.out().contains("  HAProxy    names.map: www.acme.example 2001:db8:a::80|none\n"),
        explain.out());
    assertTrue(
        gateway
            .type("explain", "other.acme.example")
            .out()
            .contains("  HAProxy    does not have it"));
  }

  @Test
  void anotherValueInHaproxyIsShown() throws Exception {
    gateway.host("other.acme.example");
    gateway.haproxy.addBehindOurBack(
        gateway.settings.map(MapKind.NAMES), "other.acme.example", "2001:db8:a::66|none");
    Typed explain = gateway.type("explain", "other.acme.example");
    assertEquals(1, explain.exitCode());
    assertTrue(
        explain.out().contains("  HAProxy    names.map: other.acme.example 2001:db8:a::66|none\n"),
        explain.out());
  }

  @Test
  void withoutHaproxyTheInventoryIsExplainedAllTheSame() throws Exception {
    gateway.haproxy.kill();
    Typed explain = gateway.type("explain", "www.acme.example:443");
    assertEquals(1, explain.exitCode());
    assertTrue(
        explain
            .out()
            .contains(
                "  HAProxy    not known: HAProxy does not answer at "
                    + gateway.settings.socket(BridgeConfiguration.PART)),
        explain.out());
    assertTrue(explain.out().contains("  leads to   [2001:db8:a::80]:443\n"), explain.out());
  }

  @Test
  void problemsWithTheNameAreShown() throws Exception {
    gateway.file("acme/web2.yaml", "address: 2001:db8:a::81\nendpoints: [www.acme.example]\n");
    Typed explain = gateway.type("explain", "www.acme.example");
    assertEquals(0, explain.exitCode());
    assertTrue(
        explain
            .out()
            .contains(
                "  problem    acme/web2.yaml:2:13: endpoints[0]: \"www.acme.example\" is wrong"
                    + " because acme/web1.yaml:3:5 has it already; serve it from one host\n"),
        explain.out());
  }

  @ParameterizedTest
  @CsvSource({
    "no.dots here:443",
    "single",
    "www.acme.example:",
    "www.acme.example:70000",
    "www.acme.example:https",
    "2001:db8::1",
    "*.shop.acme.example",
    "''",
  })
  void whatIsNoNameIsAUsageError(String target) {
    Typed explain = gateway.type("explain", target);
    assertEquals(2, explain.exitCode());
    assertEquals("", explain.out());
    assertTrue(
        explain.err().startsWith("sixgate: \"" + target + "\" is wrong because "), explain.err());
    assertTrue(explain.err().endsWith("; see \"sixgate explain --help\"\n"), explain.err());
    assertEquals(1, explain.err().lines().count(), explain.err());
  }

  @Test
  void anUnusableInventoryIsSaidSo() throws Exception {
    gateway.file("gateway.yaml", "[]\n");
    Typed explain = gateway.type("explain", "www.acme.example");
    assertEquals(1, explain.exitCode());
    assertTrue(
        explain.err().startsWith("sixgate: the inventory cannot be used: gateway.yaml:1:1: "),
        explain.err());
  }

  @Test
  void anAddressAndAPortIsAForward() throws Exception {
    gateway.file("acme/web1.yaml", "address: 2001:db8:a::80\nssh: { port: 22101 }\n");
    Typed typed = gateway.type("explain", "192.0.2.1:22101");
    assertTrue(
        typed
            .out()
            .startsWith(
                """
                192.0.2.1:22101
                  inventory  acme/web1.yaml:2:14: ssh
                  host       acme/web1
                  entry      forwards.map: *|22101 2001:db8:a::80|22|none
                  HAProxy    not known: HAProxy does not answer at"""),
        typed.out());
    assertTrue(typed.out().contains("\n  leads to   [2001:db8:a::80]:22\n"), typed.out());
    assertEquals(1, typed.exitCode());
    assertEquals(
        "[2001:db8:ff::1]:22101",
        gateway.type("explain", "[2001:db8:ff::1]:22101", "--json").json().get("port").asText());
    assertEquals(
        "192.0.2.1:22101", gateway.type("explain", ":22101", "--json").json().get("port").asText());
    assertEquals(2, gateway.type("explain", "192.0.2.1:0").exitCode());
    assertEquals(2, gateway.type("explain", "192.0.2:22101").exitCode());
  }
}
