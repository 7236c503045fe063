package io.sixgate.james.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.james.dns.FakeDns;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockListsTest {
  private static final Hostname LIST = Hostname.parse("dnsbl.example");
  private static final String NIBBLES =
      "6.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.0.0.1.8.b.d.0.1.0.0.2";

  private final FakeDns dns = new FakeDns();

  private Optional<String> reason(String client, Hostname... lists) {
    return new BlockLists(dns)
        .find(IpAddress.parse(client), List.of(lists))
        .map(BlockLists.Listing::reason);
  }

  @Test
  void anAddressOfEitherFamilyIsFoundWithTheListsReason() throws Exception {
    dns.with("4.100.51.198.dnsbl.example. A 127.0.0.2")
        .with("4.100.51.198.dnsbl.example. TXT \"sends\" \" spam\"")
        .with(NIBBLES + ".dnsbl.example. A 127.0.0.3");
    assertEquals(Optional.of("sends spam"), reason("198.51.100.4", LIST));
    assertEquals(Optional.of(""), reason("2001:db8:1006::6", LIST));
    assertEquals(Optional.empty(), reason("198.51.100.5", LIST));
    assertEquals(Optional.empty(), reason("2001:db8:1006::7", LIST));
  }

  @Test
  void whatAListSaysOfItselfListsNobody() throws Exception {
    dns.with("4.100.51.198.dnsbl.example. A 127.255.255.254");
    dns.with("5.100.51.198.dnsbl.example. A 203.0.113.80");
    assertEquals(Optional.empty(), reason("198.51.100.4", LIST), "you ask too often");
    assertEquals(Optional.empty(), reason("198.51.100.5", LIST), "the list's domain was sold");
  }

  @Test
  void aListThatDoesNotAnswerHidesNoOther() throws Exception {
    dns.with("4.100.51.198.dnsbl.example. A 127.0.0.2");
    Hostname broken = Hostname.parse("broken.example");
    assertEquals(Optional.empty(), reason("198.51.100.4", broken));
    assertEquals(Optional.of(""), reason("198.51.100.4", broken, LIST));
  }

  @Test
  void aReasonIsOneLineOfAscii() throws Exception {
    dns.with("4.100.51.198.dnsbl.example. A 127.0.0.2")
        .with("4.100.51.198.dnsbl.example. TXT \"a\\013\\010250 ok\"");
    assertEquals(1, reason("198.51.100.4", LIST).orElseThrow().lines().count());
  }
}
