package io.sixgate.cli.doctor.nat64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.cli.doctor.Finding;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.WrongValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what the script says to what the operator reads, and what ssh is told. */
final class HostAnswersTest {
  private static final Ipv6Prefix PREFIX = Ipv6Prefix.parse("2001:db8:64:64::/96");
  private static final String WELL =
      """
      sixgate-host 1
      resolver 2001:db8:ff::53
      ipv4only 2001:db8:64:64::c000:aa
      ipv4only 2001:db8:64:64::c000:ab
      way6 yes
      ipv4-address 192.0.0.1
      ipv4-way clat
      pref64 2001:db8:64:64::/96
      try name ok
      try literal ok
      end
      """;

  @TempDir Path folder;
  private Gateway gateway;
  private Host host;

  @BeforeEach
  void readTheInventory() throws Exception {
    Files.createDirectories(folder.resolve("acme"));
    Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        addresses: [192.0.2.1, 2001:db8:ff::1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48]
        nat64: { prefix: 2001:db8:64:64::/96, pool: [192.0.2.33] }
        dns: { resolver: { addresses: [2001:db8:ff::53] } }
        """);
    Files.writeString(folder.resolve("acme/customer.yaml"), "prefixes: [2001:db8:a::/48]\n");
    Files.writeString(folder.resolve("acme/web1.yaml"), "address: 2001:db8:a::80\n");
    Inventory inventory = new FileInventory(folder).read();
    gateway = inventory.gateway();
    host = inventory.customers().values().iterator().next().hosts().values().iterator().next();
  }

  /** What is not well, a line each. */
  private List<String> complaints(String answers) throws IOException {
    return HostCheckup.of(gateway, PREFIX, HostAnswers.parse(answers)).stream()
        .filter(finding -> finding.level() != Finding.Level.OK)
        .map(finding -> finding.level() + " " + finding.subject() + ": " + finding.text())
        .toList();
  }

  @Test
  void aHostThatHasAllIsWell() throws Exception {
    assertEquals(List.of(), complaints(WELL));
  }

  @Test
  void aHostThatAsksAnotherResolverFindsNoAddressBehindThePrefix() throws Exception {
    assertEquals(
        List.of(
            "wrong resolver: asks 2001:4860:4860::8888, not the gateway's, 2001:db8:ff::53",
            "wrong DNS64: ipv4only.arpa is found at ::ffff:192.0.0.170, not inside"
                + " 2001:db8:64:64::/96: IPv4-only names lead nowhere"),
        complaints(
            WELL.replace("resolver 2001:db8:ff::53", "resolver 2001:4860:4860::8888")
                .replaceAll("ipv4only .*aa\n", "ipv4only ::ffff:192.0.0.170\n")
                .replaceAll("ipv4only .*ab\n", "")));
  }

  @Test
  void aResolverOfItsOwnThatSynthesisesIsWorthAnAdvice() throws Exception {
    assertEquals(
        List.of(
            "advice resolver: asks ::1, not the gateway's, 2001:db8:ff::53; it synthesises all the"
                + " same"),
        complaints(WELL.replace("resolver 2001:db8:ff::53", "resolver ::1")));
  }

  @Test
  void withoutAdvertisementAndClatThereIsAdvice() throws Exception {
    assertEquals(
        List.of(
            "advice PREF64: not seen in router advertisements: no router answers",
            "advice CLAT: none: programs that have an IPv4 address in the place of a name fail",
            "advice attempt: a connection to the IPv4 address itself does not: there is no CLAT"),
        complaints(
            WELL.replaceAll("ipv4-.*\n", "")
                .replaceAll("pref64 .*", "pref64-none no-router")
                .replace("try literal ok", "try literal failed")));
  }

  @Test
  void anotherPrefixInTheAdvertisementsAndNoRouteAreWrong() throws Exception {
    assertEquals(
        List.of(
            "wrong route: there is no route to the prefix",
            "wrong PREF64: routers advertise 64:ff9b::/96, not 2001:db8:64:64::/96",
            "wrong attempt: a connection to the name does not come about"),
        complaints(
            WELL.replace("way6 yes", "way6 no")
                .replace("pref64 2001:db8:64:64::/96", "pref64 64:ff9b::/96")
                .replace("try name ok", "try name failed")));
  }

  @Test
  void whatAHostileHostSaysNeverReachesTheTerminal() throws Exception {
    List<Finding> findings =
        HostCheckup.of(
            gateway,
            PREFIX,
            HostAnswers.parse(
                WELL.replace("ipv4-way clat", "ipv4-way \u001b]0;evil\u0007")
                    + "resolver \u001b[2J\nnonsense \u001b[31m\n"));
    assertFalse(findings.toString().contains("\u001b"), findings.toString());
  }

  @Test
  void answersThatWereCutOffAreNone() {
    assertThrows(IOException.class, () -> HostAnswers.parse(WELL.substring(0, WELL.length() - 4)));
    assertThrows(IOException.class, () -> HostAnswers.parse("-bash: sh: command not found\n"));
  }

  @Test
  void sshIsToldAddressesAndPortsOnlyAndTheScriptIsTheSameForAll() throws Exception {
    HostShell shell = new HostShell(List.of("ssh", "-v"), Optional.of("root"));
    var command = shell.command(host, Target.parse("203.0.113.4:80", PREFIX));
    assertEquals(
        "ssh -v -o ConnectTimeout=10 -o HostKeyAlias=web1.acme -p 22 -- root@2001:db8:a::80 sh -s"
            + " synthesised 2001:db8:64:64::cb00:7104 80 literal 203.0.113.4 80",
        command.toString());
    assertEquals(HostShell.script(), command.input());
    assertTrue(command.input().contains("ipv4only.arpa"));
  }

  @Test
  void aTargetThatAShellCouldReadIsRefused() {
    for (String target : List.of("$(reboot):80", "a b.example:80", "www.example:80;id", "www")) {
      assertThrows(WrongValueException.class, () -> Target.parse(target, PREFIX), target);
    }
    assertEquals(
        List.of("name", "www.example.org", "443"),
        Target.parse("www.example.org:443", PREFIX).get(0).words());
  }
}
