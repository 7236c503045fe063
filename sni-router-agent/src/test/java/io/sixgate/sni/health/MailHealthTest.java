package io.sixgate.sni.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.sni.route.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailHealthTest {
  private static final String RELAY = "starttls: { relay: { address: '[::1]:10025' } }\n";
  private static final CheckResult SILENT = CheckResult.failed("no greeting within 2000 ms");
  private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8:a::80");

  @TempDir Path folder;
  private final MailHealth health = new MailHealth();
  private final Recorded checks = new Recorded();
  private final List<String> marks = new ArrayList<>();
  private int changes;

  private static final class Recorded implements AddressHealth.Checks {
    final Set<String> under = new TreeSet<>();
    final List<Target> targets = new ArrayList<>();

    @Override
    public void begin(Target target) {
      under.add(target.host() + " " + target.address() + " " + target.port());
      targets.add(target);
    }

    @Override
    public void end(Target target) {
      under.remove(target.host() + " " + target.address() + " " + target.port());
    }

    @Override
    public void rule(HealthChecks rule) {}
  }

  @BeforeEach
  void start() throws Exception {
    gateway(RELAY);
    host("{ name: mail.acme.example, services: [smtp], ports: { smtp: 2525 } }");
    health.begin(checks, (address, failed) -> marks.add(address + " " + failed), () -> changes++);
    follow();
  }

  @Test
  void aHostThatListsTheServiceIsCheckedAtItsOwnPort() {
    assertEquals(Set.of("acme/web1 2001:db8:a::80 2525"), checks.under);
    assertEquals(1, health.checked());
  }

  @Test
  void howItLearnsWhoComesIsKnown() throws Exception {
    assertEquals(ClientAddressMode.NONE, health.mode(checks.targets.get(0)));
    host(
        "{ name: mail.acme.example, services: [smtp], ports: { smtp: 2525 }, client-address: proxy-v2 }");
    follow();
    assertEquals(ClientAddressMode.PROXY_V2, health.mode(checks.targets.get(0)));
    assertEquals(1, checks.targets.size());
  }

  @Test
  void aHostThatListsNoServiceIsNot() throws Exception {
    host("mail.acme.example");
    follow();
    assertEquals(Set.of(), checks.under);
  }

  @Test
  void aHostWithMailDomainsIsCheckedWithoutAList() throws Exception {
    file(
        "acme/web1.yaml",
        "address: 2001:db8:a::80\nendpoints: [mail.acme.example]\nmail: { domains: [acme.example] }\n");
    follow();
    assertEquals(Set.of("acme/web1 2001:db8:a::80 25"), checks.under);
  }

  @Test
  void withoutARelayNoneIsChecked() throws Exception {
    gateway("");
    follow();
    assertEquals(Set.of(), checks.under);
    assertEquals(0, health.checked());
  }

  @Test
  void twoFailuresInARowMakeItDownAndTwoGreetingsBringItBack() {
    Target target = checks.targets.get(0);
    assertFalse(health.enter(target, SILENT));
    assertEquals(Set.of(), health.down());
    assertTrue(health.enter(target, SILENT));
    assertEquals(Set.of(ADDRESS), health.down());
    assertEquals(
        List.of(
            "acme/web1: its mail server at [2001:db8:a::80]:2525 is down: no greeting within 2000"
                + " ms; its mail goes to the relay"),
        health.problems());
    health.enter(target, CheckResult.answered());
    assertEquals(List.of("2001:db8:a::80 true"), marks);
    health.enter(target, CheckResult.answered());
    assertEquals(List.of("2001:db8:a::80 true", "2001:db8:a::80 false"), marks);
    assertEquals(2, changes);
    assertEquals(Set.of(), health.down());
    assertEquals(List.of(), health.problems());
  }

  @Test
  void aHostThatIsTakenAwayIsForgotten() throws Exception {
    Target target = checks.targets.get(0);
    health.enter(target, SILENT);
    health.enter(target, SILENT);
    Files.delete(folder.resolve("acme/web1.yaml"));
    follow();
    assertEquals(List.of("2001:db8:a::80 true", "2001:db8:a::80 false"), marks);
    assertEquals(Set.of(), health.down());
    assertEquals(Set.of(), checks.under);
    assertTrue(health.enter(target, SILENT), "a result that comes late is no verdict");
    assertEquals(Set.of(), health.down());
  }

  private void follow() throws Exception {
    health.follow(new FileInventory(folder).read());
  }

  private void gateway(String relay) throws Exception {
    file(
        "gateway.yaml",
        """
        addresses: [192.0.2.1, 2001:db8:ff::1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48]
        starttls-ports: [25]
        """
            + relay);
    file("acme/customer.yaml", "prefixes: [2001:db8:a::/48]\n");
  }

  private void host(String endpoint) throws Exception {
    file("acme/web1.yaml", "address: 2001:db8:a::80\nendpoints:\n  - " + endpoint + "\n");
  }

  private void file(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
