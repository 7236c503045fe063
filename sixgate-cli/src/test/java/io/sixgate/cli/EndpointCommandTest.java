package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointCommandTest {
  private static final String WEB1 =
      """
      # The shop.
      address: 2001:db8:a::80
      endpoints: # what it serves
        - www.acme.example # main
      """;

  @TempDir private Path inventory;
  private Path web1;

  @BeforeEach
  void anInventoryOfTwoCustomers() throws IOException {
    Files.createDirectories(inventory.resolve("acme"));
    Files.createDirectories(inventory.resolve("umbra"));
    Files.writeString(
        inventory.resolve("gateway.yaml"),
        """
        addresses: [192.0.2.1, '2001:db8:ff::1']
        provider-prefixes: ['2001:db8::/32']
        customer-prefixes: ['2001:db8:a::/48', '2001:db8:b::/48']
        """);
    Files.writeString(
        inventory.resolve("acme/customer.yaml"),
        "prefixes: ['2001:db8:a::/48']\ndomains: [acme.example]\n");
    Files.writeString(
        inventory.resolve("umbra/customer.yaml"),
        "prefixes: ['2001:db8:b::/48']\ndomains: [umbra.example]\n");
    Files.writeString(
        inventory.resolve("umbra/web1.yaml"),
        "address: 2001:db8:b::80\nendpoints: [www.umbra.example, free.example]\n");
    web1 = inventory.resolve("acme/web1.yaml");
    Files.writeString(web1, WEB1);
  }

  private TypedCommand endpoint(String action, String... arguments) {
    return TypedCommand.run(
        Stream.concat(
                Stream.of("endpoint", action, "--inventory", inventory.toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void anAddedNameIsServedAndTheFileKeepsItsComments() throws IOException {
    endpoint("add", "acme/web1", "*.shop.acme.example", "--services", "http,https")
        .expect(0, "acme/web1.yaml: *.shop.acme.example added\n", "");
    assertEquals(
        WEB1 + "  - name: \"*.shop.acme.example\"\n    services: [http, https]\n",
        Files.readString(web1));
    endpoint("list", "acme/web1")
        .expect(
            0,
            """
            NAME                 HOST       SERVICES    CLIENT-ADDRESS  PORTS
            www.acme.example     acme/web1  all         -               -
            *.shop.acme.example  acme/web1  http,https  -               -
            """,
            "");
    endpoint("remove", "acme/web1", "*.SHOP.acme.example.")
        .expect(0, "acme/web1.yaml: *.shop.acme.example removed\n", "");
    assertEquals(WEB1, Files.readString(web1));
  }

  @Test
  void aDryRunPrintsTheDiffAndWritesNothing() throws IOException {
    endpoint(
            "add",
            "acme/web1",
            "b.acme.example",
            "--dry-run",
            "--client-address",
            "proxy-v2",
            "--port",
            "https=8443")
        .expect(
            0,
            """
            --- a/acme/web1.yaml
            +++ b/acme/web1.yaml
            @@ -2,3 +2,6 @@
             address: 2001:db8:a::80
             endpoints: # what it serves
               - www.acme.example # main
            +  - name: b.acme.example
            +    client-address: proxy-v2
            +    ports: { https: 8443 }
            """,
            "");
    assertEquals(WEB1, Files.readString(web1));
  }

  @Test
  void whatCheckWouldNotPassIsRefusedInItsWords() throws IOException {
    endpoint("add", "acme/web1", "shop.umbra.example")
        .expect(
            1,
            "",
            "acme/web1.yaml:5:5: endpoints[1]: \"shop.umbra.example\" is wrong because it lies"
                + " inside the domain umbra.example of customer umbra; leave it out, or move the"
                + " domain from umbra/customer.yaml to acme/customer.yaml\n"
                + "nothing was written\n");
    TypedCommand taken = endpoint("add", "acme/web1", "free.example");
    assertEquals(1, taken.exitCode());
    assertTrue(taken.err().contains("umbra/web1.yaml:2:32"), taken.err());
    TypedCommand service = endpoint("add", "acme/web1", "b.acme.example", "--services", "htpps");
    assertEquals(1, service.exitCode());
    assertTrue(service.err().contains("did you mean \"https\"?"), service.err());
    endpoint("add", "acme/web1", "WWW.acme.example")
        .expect(
            1,
            "",
            "acme/web1.yaml:4:5: endpoints: \"www.acme.example\" is wrong because the host has this"
                + " endpoint already; edit it there, or remove it first\nnothing was written\n");
    assertEquals(WEB1, Files.readString(web1));
  }

  @Test
  void problemsThatWereThereBeforeDoNotKeepANameOut() throws IOException {
    Files.writeString(
        web1, "address: 2001:db8:a::80\nendpoints:\n  - www.umbra.example\n  - not a name\n");
    endpoint("add", "acme/web1", "b.acme.example")
        .expect(0, "acme/web1.yaml: b.acme.example added\n", "");
    endpoint("remove", "acme/web1", "www.umbra.example")
        .expect(0, "acme/web1.yaml: www.umbra.example removed\n", "");
    assertEquals(
        "address: 2001:db8:a::80\nendpoints:\n  - not a name\n  - b.acme.example\n",
        Files.readString(web1));
  }

  @Test
  void aNameThatWouldNotBeServedIsRefused() throws IOException {
    Files.writeString(web1, "address: ::1\n");
    TypedCommand added = endpoint("add", "acme/web1", "b.acme.example");
    assertEquals(1, added.exitCode());
    assertTrue(added.err().contains("it would not be served"), added.err());
  }

  @Test
  void aHostIsCreatedWithItsAddressAndNotOtherwise() throws IOException {
    Path web2 = inventory.resolve("acme/web2.yaml");
    endpoint("add", "acme/web2", "b.acme.example")
        .expect(
            1,
            "",
            "acme/web2.yaml:1:1: the file is wrong because it does not exist; check the host's"
                + " name, or create the host with --address\nnothing was written\n");
    TypedCommand foreign =
        endpoint("add", "acme/web2", "b.acme.example", "--address", "2001:db8:b::81");
    assertEquals(1, foreign.exitCode());
    assertTrue(foreign.err().contains("it lies outside the prefixes of acme"), foreign.err());
    assertFalse(Files.exists(web2));
    endpoint("add", "acme/web2", "b.acme.example", "--address", "2001:db8:a::81")
        .expect(0, "acme/web2.yaml: b.acme.example added\n", "");
    assertEquals(
        "address: 2001:db8:a::81\nendpoints:\n  - b.acme.example\n", Files.readString(web2));
    TypedCommand again =
        endpoint("add", "acme/web2", "c.acme.example", "--address", "2001:db8:a::81");
    assertTrue(again.err().contains("it exists already"), again.err());
    TypedCommand nobody =
        endpoint("add", "nobody/web1", "b.acme.example", "--address", "2001:db8:a::82");
    assertTrue(nobody.err().startsWith("nobody/customer.yaml:1:1: "), nobody.err());
    assertFalse(Files.exists(inventory.resolve("nobody")));
  }

  @Test
  void aSymbolicLinkStaysOne() throws IOException {
    Path real = Files.move(web1, inventory.resolve("real"));
    Files.createSymbolicLink(web1, real);
    assertEquals(0, endpoint("add", "acme/web1", "b.acme.example").exitCode());
    assertTrue(Files.isSymbolicLink(web1));
    assertEquals(WEB1 + "  - b.acme.example\n", Files.readString(real));
  }

  @Test
  void theListIsOfOneHostOneCustomerOrAll() {
    assertEquals(4, endpoint("list").out().lines().count());
    assertEquals(3, endpoint("list", "--customer", "umbra").out().lines().count());
    endpoint("list", "acme/web1", "--json")
        .expect(
            0,
            """
            [ {
              "name" : "www.acme.example",
              "host" : "acme/web1",
              "ports" : { },
              "place" : "acme/web1.yaml:4:5"
            } ]
            """,
            "");
    endpoint("list", "--customer", "nobody")
        .expect(1, "", "sixgate: there is no customer nobody\n");
    endpoint("list", "acme/web9").expect(1, "", "sixgate: no host acme/web9 is served\n");
  }

  @Test
  void aCommandLineThatMakesNoSenseIsRefused() {
    for (List<String> wrong :
        List.of(
            List.of("web1", "b.acme.example"),
            List.of("acme/customer", "b.acme.example"),
            List.of("acme/../web1", "b.acme.example"),
            List.of("acme/web1", "b"),
            List.of("acme/web1", "b.acme.example", "--client-address", "proxy"),
            List.of("acme/web1", "b.acme.example", "--port", "https=x"),
            List.of("acme/web9", "b.acme.example", "--address", "192.0.2.1"))) {
      TypedCommand result = endpoint("add", wrong.toArray(String[]::new));
      assertEquals(2, result.exitCode(), () -> wrong + ": " + result.err());
      assertTrue(result.err().contains(" is wrong because "), result.err());
    }
  }

  @Test
  void whatSomebodyElseWroteMeanwhileIsNotOverwritten() throws IOException {
    InventoryFile file = InventoryFile.read(web1, "acme/web1.yaml");
    Files.writeString(web1, "address: 2001:db8:a::99\n");
    IOException refused =
        assertThrows(IOException.class, () -> file.replace("address: 2001:db8:a::1\n"));
    assertEquals(
        "acme/web1.yaml was changed by somebody else at the same time; nothing was written, try"
            + " again",
        refused.getMessage());
    assertEquals("address: 2001:db8:a::99\n", Files.readString(web1));
    try (Stream<Path> files = Files.list(web1.getParent())) {
      assertEquals(2, files.count());
    }
  }
}
