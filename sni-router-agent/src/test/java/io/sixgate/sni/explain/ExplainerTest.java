package io.sixgate.sni.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Port;
import io.sixgate.sni.explain.Explanation.PortExplanation;
import io.sixgate.sni.route.MapKind;
import io.sixgate.sni.route.RoutingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplainerTest {
  private static final String ALERT =
      "a TLS alert, unrecognized_name (RFC 6066, section 3): not served here";
  private static final String MISDIRECTED =
      "status 421, Misdirected Request (RFC 9110, 15.5.20): not served here";

  @TempDir Path folder;
  private Inventory inventory;

  /** What HAProxy holds; at first all that the inventory asks for. */
  private final Map<MapKind, Map<String, String>> live = new EnumMap<>(MapKind.class);

  @BeforeEach
  void readInventory() throws Exception {
    file(
        "gateway.yaml",
        """
        addresses: [192.0.2.1, 2001:db8:ff::1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48, 2001:db8:b::/48]
        embedded-prefix: 2001:db8:64::/96
        tls-ports: [443, 993]
        """);
    file("acme/customer.yaml", "prefixes: [2001:db8:a::/48]\ndomains: [acme.example]\n");
    file(
        "acme/web1.yaml",
        """
        address: 2001:db8:a::80
        endpoints:
          - www.acme.example
          - name: "*.shop.acme.example"
            services: [https]
            ports: { https: 8443 }
          - contested.example
          - { name: embedded.acme.example, client-address: embedded }
          - { name: v1.acme.example, client-address: proxy-v1 }
          - { name: v2.acme.example, client-address: proxy-v2 }
        """);
    file("umbra/customer.yaml", "prefixes: [2001:db8:b::/48]\n");
    file(
        "umbra/web1.yaml",
        """
        address: 2001:db8:b::80
        endpoints:
          - contested.example
          - "*.deep.acme.example"
        """);
    inventory = new FileInventory(folder).read();
    RoutingTable table = RoutingTable.of(inventory);
    for (MapKind map : MapKind.values()) {
      live.put(map, new HashMap<>(table.entries(map)));
    }
  }

  @Test
  void anExactNameLeadsToItsHostOnEveryPort() {
    Explanation explanation = explain("www.acme.example");
    assertEquals("www.acme.example", explanation.matched());
    assertEquals("acme/web1.yaml:3:5", explanation.place());
    assertEquals("acme/web1", explanation.host());
    assertEquals(List.of(), explanation.problems());
    assertEquals(
        List.of(
            new PortExplanation(
                80,
                "http",
                "names.map: www.acme.example 2001:db8:a::80|none",
                "same",
                "[2001:db8:a::80]:80",
                null,
                "what the host answers to this Host header",
                "the gateway's address as the client"),
            new PortExplanation(
                443,
                "https",
                "names.map: www.acme.example 2001:db8:a::80|none",
                "same",
                "[2001:db8:a::80]:443",
                null,
                "the host's own certificate: TLS is not ended on the gateway",
                "the gateway's address as the client"),
            new PortExplanation(
                993,
                "imaps",
                "names.map: www.acme.example 2001:db8:a::80|none",
                "same",
                "[2001:db8:a::80]:993",
                null,
                "the host's own certificate: TLS is not ended on the gateway",
                "the gateway's address as the client")),
        explanation.ports());
    assertTrue(explanation.isServed());
  }

  @Test
  void aWildcardLeadsToTheHostsOtherPortByAnOverride() {
    Explanation explanation = explain("shoes.shop.acme.example", 443);
    assertEquals("shoes.shop.acme.example", explanation.name());
    assertEquals("*.shop.acme.example", explanation.matched());
    assertEquals("acme/web1.yaml:4:11", explanation.place());
    PortExplanation port = explanation.ports().get(0);
    assertEquals("overrides.map: 443/*.shop.acme.example 2001:db8:a::80|none|8443", port.entry());
    assertEquals("[2001:db8:a::80]:8443", port.leadsTo());
    assertTrue(explanation.isServed());
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.shop.acme.example", // a wildcard is one label
    "shop.acme.example", // and not none
    "nobody.example",
  })
  void anUnknownNameIsRefused(String name) {
    Explanation explanation = explain(name);
    assertNull(explanation.matched());
    assertNull(explanation.place());
    assertNull(explanation.host());
    assertEquals(
        List.of(MISDIRECTED, ALERT, ALERT),
        explanation.ports().stream().map(PortExplanation::visitorSees).toList());
    assertTrue(explanation.ports().stream().allMatch(port -> port.entry() == null));
    assertFalse(explanation.isServed());
  }

  @Test
  void aPortThatTheServicesLeaveOutIsRefused() {
    Explanation explanation = explain("shoes.shop.acme.example", 993);
    assertEquals("*.shop.acme.example", explanation.matched());
    assertEquals(
        List.of(new PortExplanation(993, "imaps", null, "same", null, null, ALERT, null)),
        explanation.ports());
    assertFalse(explanation.isServed());
  }

  @Test
  void aNameIsServedAsItShouldBeThoughItsServicesLeaveOutPortsNobodyAskedFor() {
    assertTrue(explain("shoes.shop.acme.example").isServed());
  }

  @Test
  void aPortThatTheGatewayDoesNotHaveIsSaidSo() {
    Explanation explanation = explain("www.acme.example", 995);
    assertEquals(
        List.of(
            new PortExplanation(
                995,
                null,
                null,
                null,
                null,
                null,
                "no connection: the gateway does not listen on port 995, it is in none of tls-ports,"
                    + " http-ports and starttls-ports of gateway.yaml",
                null)),
        explanation.ports());
    assertFalse(explanation.isServed());
  }

  @Test
  void ofSeveralAddressesTheOneIsShownThatHaproxyLeadsTo() throws Exception {
    file(
        "acme/web1.yaml",
        "address: [2001:db8:a::80, 2001:db8:a::81]\nendpoints: [www.acme.example]\n");
    inventory = new FileInventory(folder).read();
    PortExplanation first = explain("www.acme.example", 443).ports().get(0);
    assertEquals("[2001:db8:a::80]:443", first.leadsTo());
    assertEquals("the first of the host's 2 addresses", first.choice());

    live.get(MapKind.OVERRIDES).put("443/www.acme.example", "2001:db8:a::81|none");
    Explanation explanation = explain("www.acme.example");
    assertTrue(explanation.isServed());
    PortExplanation second = explanation.ports().get(1);
    assertEquals("overrides.map: 443/www.acme.example 2001:db8:a::81|none", second.entry());
    assertEquals("[2001:db8:a::81]:443", second.leadsTo());
    assertEquals(
        "number 2 of the host's 2 addresses: those before it were down when the agent last checked"
            + " them",
        second.choice());
    assertEquals("[2001:db8:a::80]:993", explanation.ports().get(2).leadsTo());

    live.get(MapKind.OVERRIDES).put("443/www.acme.example", "2001:db8:a::82|none");
    assertFalse(explain("www.acme.example", 443).isServed());
    live.get(MapKind.OVERRIDES).put("443/www.acme.example", "2001:db8:a::81|proxy-v1");
    assertFalse(explain("www.acme.example", 443).isServed());
  }

  @Test
  void aNameThatTwoCustomersClaimShowsBothPlaces() {
    Explanation explanation = explain("contested.example", 443);
    assertNull(explanation.matched());
    assertEquals(
        List.of(
            "acme/web1.yaml:7:5: endpoints[2]: \"contested.example\" is wrong because"
                + " umbra/web1.yaml:3:5 claims it too and neither customer lists its domain; list"
                + " the domain in acme/customer.yaml if it is acme's, else leave this out",
            "umbra/web1.yaml:3:5: endpoints[0]: \"contested.example\" is wrong because"
                + " acme/web1.yaml:7:5 claims it too and neither customer lists its domain; list"
                + " the domain in umbra/customer.yaml if it is umbra's, else leave this out"),
        explanation.problems());
    assertFalse(explanation.isServed());
  }

  @ParameterizedTest
  @CsvSource({"x.deep.acme.example, 1", "x.y.deep.acme.example, 0", "deep.acme.example, 0"})
  void theProblemOfAWildcardIsShownForTheNamesThatItWouldCover(String name, int problems) {
    assertEquals(problems, explain(name).problems().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "www.acme.example; the gateway's address as the client",
        "embedded.acme.example; an IPv4 client inside 2001:db8:64::/96 (RFC 6052), an IPv6 client as the gateway's address",
        "v1.acme.example; the client in a PROXY protocol header, version 1",
        "v2.acme.example; the client in a PROXY protocol header, version 2",
      })
  void whatTheHostSeesFollowsTheClientAddressMode(String name, String seen) {
    assertEquals(seen, explain(name, 443).ports().get(0).hostSees());
  }

  @Test
  void anEntryThatHaproxyDoesNotHaveIsMissing() {
    live.get(MapKind.NAMES).remove("www.acme.example");
    assertEquals("missing", liveOf("www.acme.example", 443));
    assertFalse(explain("www.acme.example").isServed());
  }

  @Test
  void anotherValueInHaproxyIsShown() {
    live.get(MapKind.NAMES).put("www.acme.example", "2001:db8:a::99|none");
    assertEquals(
        "names.map: www.acme.example 2001:db8:a::99|none", liveOf("www.acme.example", 443));
    assertFalse(explain("www.acme.example", 443).isServed());
  }

  @Test
  void anOverrideThatOnlyHaproxyHasIsWhatDecidesThere() {
    live.get(MapKind.OVERRIDES).put("443/www.acme.example", "2001:db8:a::99|none");
    assertEquals(
        "overrides.map: 443/www.acme.example 2001:db8:a::99|none", liveOf("www.acme.example", 443));
    assertEquals("same", liveOf("www.acme.example", 993));
  }

  @Test
  void anExactNameThatOnlyHaproxyHasHidesTheWildcard() {
    live.get(MapKind.NAMES).put("shoes.shop.acme.example", "-");
    assertEquals("missing", liveOf("shoes.shop.acme.example", 443));
    assertEquals("same", liveOf("hats.shop.acme.example", 443));
  }

  @Test
  void aNameThatIsGoneFromTheInventoryButNotFromHaproxyIsShown() {
    live.get(MapKind.NAMES).put("gone.acme.example", "2001:db8:a::80|none");
    Explanation explanation = explain("gone.acme.example", 443);
    assertNull(explanation.ports().get(0).entry());
    assertEquals(
        "names.map: gone.acme.example 2001:db8:a::80|none", explanation.ports().get(0).live());
    assertFalse(explanation.isServed());
  }

  @Test
  void aHaproxyThatDoesNotAnswerIsAskedOnceAndSaidSo() {
    List<String> asked = new ArrayList<>();
    Explanation explanation =
        new Explainer(
                inventory,
                (map, key) -> {
                  asked.add(key);
                  throw new IOException("HAProxy does not answer");
                })
            .explain(Hostname.parse("www.acme.example"), Optional.empty());
    assertEquals(List.of("www.acme.example"), asked);
    for (PortExplanation port : explanation.ports()) {
      assertEquals("not known: HAProxy does not answer", port.live());
      assertEquals("names.map: www.acme.example 2001:db8:a::80|none", port.entry());
    }
    assertFalse(explanation.isServed());
  }

  private Explanation explain(String name) {
    return explain(name, Optional.empty());
  }

  private Explanation explain(String name, int port) {
    return explain(name, Optional.of(new Port(port)));
  }

  private Explanation explain(String name, Optional<Port> port) {
    LiveEntries entries = (map, key) -> Optional.ofNullable(live.get(map).get(key));
    return new Explainer(inventory, entries).explain(Hostname.parse(name), port);
  }

  private String liveOf(String name, int port) {
    return explain(name, port).ports().get(0).live();
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
