package io.sixgate.james.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.model.MailChecks;
import io.sixgate.inventory.model.MailChecks.BareLineEnds;
import io.sixgate.inventory.model.MailChecks.Spf;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.james.checks.SenderChecks.Verdict;
import io.sixgate.james.dns.FakeDns;
import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderChecksTest {
  @TempDir private Path folder;
  private final FakeDns dns = new FakeDns();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private SenderChecks checks;

  @BeforeEach
  void open() throws Exception {
    checks = new SenderChecks(dns, folder.resolve("greylist"), () -> now);
  }

  @AfterEach
  void close() throws Exception {
    checks.close();
  }

  private static ClientIdentity client(String address) {
    IpAddress ours = IpAddress.parse("192.0.2.1");
    return new ClientIdentity(
        IpAddress.parse(address), new Port(1024), ours, new Port(25), "mx.elsewhere.example");
  }

  private static MailChecks limits(OptionalInt connections, OptionalInt messages) {
    return new MailChecks(
        100, BareLineEnds.REFUSE, connections, messages, List.of(), Spf.IGNORE, Optional.empty());
  }

  private static MailChecks asking(List<Hostname> lists, Spf spf, Optional<Duration> delay) {
    return new MailChecks(
        100, BareLineEnds.REFUSE, OptionalInt.empty(), OptionalInt.empty(), lists, spf, delay);
  }

  private static String text(Optional<Reply> refusal) {
    return refusal.map(Reply::toString).orElse("");
  }

  private Verdict spf(String address, String sender, Spf spf) {
    return checks.message(client(address), sender, asking(List.of(), spf, Optional.empty()));
  }

  @Test
  void nothingIsAskedWhereNothingIsSwitchedOn() {
    assertEquals(
        Verdict.NOTHING,
        checks.message(client("198.51.100.4"), "s@broken.example", MailChecks.STANDARD));
    assertEquals("", text(checks.recipient(client("198.51.100.4"), "s", "r", MailChecks.STANDARD)));
  }

  @Test
  void aClientHasSoManyConnectionsAndANetworkOfIpv6IsOneClient() {
    MailChecks two = limits(OptionalInt.of(2), OptionalInt.empty());
    ClientNetwork one = ClientNetwork.of(IpAddress.parse("2001:db8:1006::6"));
    ClientNetwork same = ClientNetwork.of(IpAddress.parse("2001:db8:1006::7"));
    assertEquals("", text(checks.enter(one, two)));
    assertEquals("", text(checks.enter(same, two)));
    assertEquals(
        "421 4.7.0 a client may have 2 connections at a time here", text(checks.enter(one, two)));
    assertEquals("", text(checks.enter(ClientNetwork.of(IpAddress.parse("198.51.100.4")), two)));
    checks.leave(one);
    checks.leave(same);
    assertEquals("", text(checks.enter(same, two)));
  }

  @Test
  void aClientBeginsSoManyMessagesAMinute() {
    MailChecks one = limits(OptionalInt.empty(), OptionalInt.of(1));
    ClientIdentity client = client("198.51.100.4");
    assertEquals("", text(checks.message(client, "s@x.example", one).refusal()));
    assertEquals(
        "450 4.7.1 a client may send 1 messages a minute here; try again",
        text(checks.message(client, "s@x.example", one).refusal()));
    assertEquals(
        "", text(checks.message(client("198.51.100.5"), "s@x.example", one).refusal()), "a /32");
    now = now.plusSeconds(60);
    assertEquals("", text(checks.message(client, "s@x.example", one).refusal()));
  }

  @Test
  void aListedClientIsToldByWhom() throws Exception {
    dns.with("4.100.51.198.dnsbl.example. A 127.0.0.2")
        .with("4.100.51.198.dnsbl.example. TXT \"see https://dnsbl.example/\"");
    MailChecks listed =
        asking(List.of(Hostname.parse("dnsbl.example")), Spf.IGNORE, Optional.empty());
    assertEquals(
        "554 5.7.1 198.51.100.4 is listed by dnsbl.example see https://dnsbl.example/",
        text(checks.message(client("198.51.100.4"), "s@x.example", listed).refusal()));
    assertEquals("", text(checks.message(client("198.51.100.5"), "", listed).refusal()));
  }

  @Test
  void whatItsDomainForbidsIsRefusedOrNoted() throws Exception {
    dns.with("strict.example. TXT \"v=spf1 ip4:198.51.100.4 ip6:2001:db8:1006::/64 -all\"");
    for (String allowed : List.of("198.51.100.4", "2001:db8:1006::6")) {
      assertEquals(
          new Verdict(Optional.empty(), Optional.of("spf=pass smtp.mailfrom=strict.example")),
          spf(allowed, "s@strict.example", Spf.REFUSE));
    }
    assertEquals(
        "550 5.7.23 SPF: strict.example does not let 198.51.100.9 send for it",
        text(spf("198.51.100.9", "s@strict.example", Spf.REFUSE).refusal()));
    assertEquals(
        new Verdict(Optional.empty(), Optional.of("spf=fail smtp.mailfrom=strict.example")),
        spf("198.51.100.9", "s@strict.example", Spf.NOTE));
  }

  @Test
  void otherNamesOfADomainAreFollowed() throws Exception {
    dns.with("outer.example. TXT \"v=spf1 include:inner.example mx ~all\"")
        .with("inner.example. TXT \"v=spf1 a:out.inner.example -all\"")
        .with("out.inner.example. AAAA 2001:db8:1006::6")
        .with("outer.example. MX 10 mx.outer.example.")
        .with("mx.outer.example. A 198.51.100.4");
    for (String allowed : List.of("198.51.100.4", "2001:db8:1006::6")) {
      assertEquals(
          Optional.of("spf=pass smtp.mailfrom=outer.example"),
          spf(allowed, "s@outer.example", Spf.NOTE).results(),
          allowed);
    }
    assertEquals(
        Optional.of("spf=softfail smtp.mailfrom=outer.example"),
        spf("198.51.100.9", "s@outer.example", Spf.REFUSE).results());
  }

  @Test
  void withoutAnAnswerFromDnsItIsToComeAgain() {
    assertEquals(
        "451 4.7.24 SPF: DNS does not answer now; try again",
        text(spf("198.51.100.4", "s@broken.example", Spf.REFUSE).refusal()));
    assertEquals(
        Optional.of("spf=temperror smtp.mailfrom=broken.example"),
        spf("198.51.100.4", "s@broken.example", Spf.NOTE).results());
  }

  @Test
  void theNullSenderCountsByTheNameThatTheClientCallsItself() throws Exception {
    dns.with("mx.elsewhere.example. TXT \"v=spf1 ip4:198.51.100.4 -all\"");
    assertEquals(
        Optional.of("spf=pass smtp.helo=mx.elsewhere.example"),
        spf("198.51.100.4", "", Spf.NOTE).results());
    assertEquals(
        "550 5.7.23 SPF: mx.elsewhere.example does not let 198.51.100.9 send for it",
        text(spf("198.51.100.9", "", Spf.REFUSE).refusal()));
    assertEquals(
        Optional.of("spf=none smtp.mailfrom=without.example"),
        spf("198.51.100.9", "s@without.example", Spf.REFUSE).results());
  }

  @Test
  void aGreylistedRecipientIsToldForHowLong() {
    MailChecks waiting = asking(List.of(), Spf.IGNORE, Optional.of(Duration.ofMinutes(5)));
    ClientIdentity client = client("198.51.100.4");
    assertEquals(
        "450 4.7.1 greylisted; try again in 300 seconds",
        text(checks.recipient(client, "s@x.example", "alice@acme.example", waiting)));
    now = now.plusSeconds(300);
    assertEquals("", text(checks.recipient(client, "s@x.example", "alice@acme.example", waiting)));
  }
}
