package io.sixgate.sni.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VisitorSeesTest {
  @TempDir Path folder;

  @Test
  void afterStarttlsTheCertificateIsTheHostsOwn() throws Exception {
    assertEquals(
        "the host's own certificate, after STARTTLS: TLS is not ended on the gateway",
        served("[]", "starttls-ports: [143]", "- mail.acme.example", "imap"));
  }

  @Test
  void on587TlsFromTheFirstByteIsLedToTheHostsPortOf465() throws Exception {
    assertEquals(
        "the host's own certificate, after STARTTLS: TLS is not ended on the gateway; TLS from the first byte goes to the host's port 10465",
        served(
            "[465]",
            "starttls-ports: [587]",
            "- { name: mail.acme.example, ports: { submissions: 10465 } }",
            "submission"));
    assertEquals(
        "the host's own certificate, after STARTTLS: TLS is not ended on the gateway; TLS from the first byte goes to the host's port 465",
        served("[]", "starttls-ports: [587]", "- mail.acme.example", "submission"));
  }

  @Test
  void on587TlsFromTheFirstByteNeedsTheService465() throws Exception {
    assertEquals(
        "the host's own certificate, after STARTTLS: TLS is not ended on the gateway; TLS from the first byte is refused, as the endpoint does not list submissions",
        served(
            "[465]",
            "starttls-ports: [587]",
            "- { name: mail.acme.example, services: [submission] }",
            "submission"));
  }

  @Test
  void mailForNobodyGoesToTheRelayIfThereIsOne() throws Exception {
    String relay = "starttls-ports: [25]\nstarttls: { relay: { address: '[::1]:10025' } }";
    assertEquals(
        "the host's own certificate, after STARTTLS: TLS is not ended on the gateway; mail without STARTTLS, or while the host fails, goes to the relay, [::1]:10025",
        served("[]", relay, "- mail.acme.example", "smtp"));
    assertEquals("the relay, [::1]:10025: no host has this mail", refusal(relay));
    assertEquals(
        "a TLS alert, unrecognized_name, after STARTTLS (RFC 6066, section 3): not served here",
        refusal("starttls-ports: [25]"));
  }

  private String served(String tls, String starttls, String endpoint, String service)
      throws Exception {
    Inventory inventory = inventory(tls, starttls, endpoint);
    Endpoint only =
        inventory
            .customers()
            .values()
            .iterator()
            .next()
            .hosts()
            .values()
            .iterator()
            .next()
            .endpoints()
            .get(0);
    return new VisitorSees(inventory.gateway()).served(service(inventory, service), only);
  }

  private String refusal(String starttls) throws Exception {
    Inventory inventory = inventory("[]", starttls, "- mail.acme.example");
    return new VisitorSees(inventory.gateway()).refusal(service(inventory, "smtp"));
  }

  private static Service service(Inventory inventory, String name) {
    return inventory.gateway().services().stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Inventory inventory(String tls, String starttls, String endpoint) throws Exception {
    file(
        "gateway.yaml",
        """
        addresses: [192.0.2.1, 2001:db8:ff::1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48]
        http-ports: []
        tls-ports: %s
        %s
        """
            .formatted(tls, starttls));
    file("acme/customer.yaml", "prefixes: [2001:db8:a::/48]\n");
    file("acme/web1.yaml", "address: 2001:db8:a::80\nendpoints:\n  " + endpoint + "\n");
    return new FileInventory(folder).read();
  }

  private void file(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
