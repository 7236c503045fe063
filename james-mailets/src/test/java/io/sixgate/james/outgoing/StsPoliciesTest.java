package io.sixgate.james.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.james.dns.FakeDns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StsPoliciesTest {
  private static final Hostname DOMAIN = Hostname.parse("a.example");
  private static final String POLICY =
      "version: STSv1\r\nmode: enforce\r\nmx: mx.a.example\r\nmx: *.b.example\r\nmax_age: 600\r\n";

  private final FakeDns dns = new FakeDns();
  private Instant now = Instant.parse("2026-11-26T00:00:00Z");
  private String file = POLICY;
  private int fetches;
  private @TempDir Path folder;
  private StsPolicies policies;

  @BeforeEach
  void start() throws IOException {
    policies =
        new StsPolicies(dns, this::fetch, new KeptPolicies(folder.resolve("kept")), () -> now);
  }

  private String fetch(Hostname domain) throws IOException {
    fetches++;
    if (file.isEmpty()) {
      throw new IOException("no web server");
    }
    return file;
  }

  @Test
  void aPolicyNamesServersAndWildcardsOfOneLabel() {
    StsPolicy policy = StsPolicy.parse(POLICY).orElseThrow();
    assertTrue(policy.enforced());
    assertTrue(policy.names(Hostname.parse("mx.a.example")));
    assertTrue(policy.names(Hostname.parse("mx1.b.example")));
    assertFalse(policy.names(Hostname.parse("x.mx1.b.example")));
    assertFalse(policy.names(Hostname.parse("b.example")));
    assertFalse(policy.names(Hostname.parse("mx.evil.example")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mode: enforce\nmx: a.example\nmax_age: 1",
        "version: STSv2\nmode: enforce\nmx: a.example\nmax_age: 1",
        "version: STSv1\nmode: enforce\nmax_age: 1",
        "version: STSv1\nmode: always\nmx: a.example\nmax_age: 1",
        "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: -1",
        "<html>version: STSv1</html>"
      })
  void whatIsNoPolicyIsNone(String text) {
    assertEquals(Optional.empty(), StsPolicy.parse(text));
  }

  /** Whoever has domains could fill the memory with policies as long as a fetched file may be. */
  @ParameterizedTest
  @CsvSource({"50, mx.a.example, true", "51, mx.a.example, false"})
  void aPolicyOfManyServersIsNone(int servers, String name, boolean one) {
    String text =
        "version: STSv1\nmode: enforce\nmax_age: 600\n" + ("mx: " + name + "\n").repeat(servers);
    assertEquals(one, StsPolicy.parse(text).isPresent());
  }

  @Test
  void aPolicyOfLongNamesIsNone() {
    String text = "version: STSv1\nmode: enforce\nmax_age: 600\nmx: " + "a".repeat(2001) + "\n";
    assertEquals(Optional.empty(), StsPolicy.parse(text));
  }

  @Test
  void aDomainThatAnnouncesNothingIsNotAsked() {
    assertEquals(Optional.empty(), policies.of(DOMAIN));
    assertEquals(0, fetches);
  }

  @Test
  void aPolicyIsFetchedOncePerAnnouncement() throws IOException {
    announce("1");
    assertTrue(policies.of(DOMAIN).isPresent());
    assertTrue(policies.of(DOMAIN).isPresent());
    assertEquals(1, fetches);
    dns.forget("_mta-sts.a.example.");
    announce("2");
    assertTrue(policies.of(DOMAIN).isPresent());
    assertEquals(2, fetches);
  }

  @Test
  void whoHidesTheAnnouncementDoesNotHideThePolicy() throws IOException {
    announce("1");
    assertTrue(policies.of(DOMAIN).isPresent());
    dns.forget("_mta-sts.a.example.");
    assertTrue(policies.of(DOMAIN).isPresent());
    now = now.plusSeconds(601);
    assertEquals(Optional.empty(), policies.of(DOMAIN));
  }

  @Test
  void aPolicyThatCannotBeFetchedLeavesTheLastOne() throws IOException {
    announce("1");
    assertTrue(policies.of(DOMAIN).isPresent());
    dns.forget("_mta-sts.a.example.");
    announce("2");
    file = "";
    assertTrue(policies.of(DOMAIN).isPresent());
  }

  @Test
  void whoHidesTheAnnouncementAndHasTheRelayRestartedDoesNotHideThePolicy() throws IOException {
    announce("1");
    Optional<StsPolicy> before = policies.of(DOMAIN);
    dns.forget("_mta-sts.a.example.");
    start();
    StsPolicy after = policies.of(DOMAIN).orElseThrow();
    assertEquals(before.orElseThrow().servers(), after.servers());
    assertTrue(after.enforced());
    announce("1");
    assertTrue(policies.of(DOMAIN).isPresent());
    assertEquals(1, fetches);
    now = now.plusSeconds(601);
    start();
    dns.forget("_mta-sts.a.example.");
    assertEquals(Optional.empty(), policies.of(DOMAIN));
  }

  @Test
  void aFileThatIsDamagedIsReadAsFarAsItIsOne() throws IOException {
    announce("1");
    assertTrue(policies.of(DOMAIN).isPresent());
    Path file = folder.resolve("kept");
    Files.writeString(file, "12 \u0000\n" + Files.readString(file) + "17968");
    dns.forget("_mta-sts.a.example.");
    start();
    assertTrue(policies.of(DOMAIN).isPresent());
  }

  @Test
  void anAnnouncementWithoutAnIdIsNone() throws IOException {
    dns.with("_mta-sts.a.example. TXT \"v=STSv1; id=a b;\"");
    assertEquals(Optional.empty(), policies.of(DOMAIN));
    assertEquals(0, fetches);
  }

  @Test
  void twoAnnouncementsAreNone() throws IOException {
    announce("1");
    announce("2");
    assertEquals(Optional.empty(), policies.of(DOMAIN));
  }

  private void announce(String id) throws IOException {
    dns.with("_mta-sts.a.example. TXT \"v=STSv1; id=%s;\"".formatted(id));
  }
}
