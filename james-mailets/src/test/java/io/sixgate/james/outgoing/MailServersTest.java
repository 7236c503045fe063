package io.sixgate.james.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.james.dns.FakeDns;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MailServersTest {
  private final FakeDns dns = new FakeDns();
  private final MailServers servers = new MailServers(dns);

  @Test
  void serversComeInTheOrderOfTheirPreference() throws IOException {
    dns.with("a.example. MX 20 second.a.example.").with("a.example. MX 10 first.a.example.");
    assertEquals(List.of("first.a.example", "second.a.example"), names("a.example"));
  }

  @Test
  void aDomainWithoutMxIsItsOwnServer() throws IOException {
    dns.with("a.example. AAAA 2001:db8:1::1");
    assertEquals(List.of("a.example"), names("a.example"));
  }

  @Test
  void aNullMxIsARefusalForGood() throws IOException {
    dns.with("a.example. MX 0 .");
    assertEquals("550 5.1.10 a.example takes no mail (null MX)", never("a.example"));
  }

  @Test
  void aDomainThatDoesNotExistIsARefusalForGood() throws IOException {
    assertEquals("550 5.1.2 there is no domain a.example", never("a.example"));
  }

  @Test
  void anMxThatNamesNoHostIsPassedOver() throws IOException {
    dns.with("a.example. MX 10 under_score.a.example.").with("a.example. MX 20 mx.a.example.");
    assertTrue(names("a.example").contains("mx.a.example"));
    dns.with("b.example. MX 10 192.0.2.1.");
    assertEquals("550 5.4.4 no MX record of b.example names a host", never("b.example"));
  }

  @Test
  void noAnswerIsNoStatement() {
    assertThrows(IOException.class, () -> servers.of(Hostname.parse("broken.example")));
  }

  @Test
  void ipv6AddressesComeFirst() throws IOException {
    dns.with("mx.a.example. A 192.0.2.1").with("mx.a.example. AAAA 2001:db8:1::1");
    assertEquals(
        "[2001:db8:1::1, 192.0.2.1]",
        servers.addresses(Hostname.parse("mx.a.example")).addresses().toString());
  }

  private List<String> names(String domain) throws IOException {
    return servers.of(Hostname.parse(domain)).servers().stream()
        .map(server -> server.name().text())
        .toList();
  }

  private String never(String domain) throws IOException {
    return servers.of(Hostname.parse(domain)).never().orElseThrow().toString();
  }
}
