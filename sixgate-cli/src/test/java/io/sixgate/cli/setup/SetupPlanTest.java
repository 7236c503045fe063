package io.sixgate.cli.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.cli.doctor.Finding;
import io.sixgate.cli.doctor.GatewayState.Socket;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SetupPlanTest {
  private static final Path FOLDER = Path.of("/var/lib/sixgate/haproxy");
  private static final Facts FACTS =
      new Facts(
          Map.of(
              Fact.ADDRESSES, List.of("192.0.2.1", "2001:db8:ff::1"),
              Fact.PROVIDER_PREFIXES, List.of("2001:db8::/32"),
              Fact.CUSTOMER_PREFIXES, List.of("2001:db8:a000::/36"),
              Fact.DOMAIN, List.of("gw.provider.example"),
              Fact.EMBEDDED_PREFIX, List.of("2001:db8:64::/96")));
  private static final Set<IpAddress> PRESENT =
      Set.of(IpAddress.parse("192.0.2.1"), IpAddress.parse("2001:db8:ff::1"));
  private static final Set<String> ALL =
      Set.of(
          "sixgate-sni-router.service",
          "sixgate-embedded-route.service",
          "sixgate-embedded-route.path",
          "sixgate-ssh-forward.service",
          "sixgate-nat64.service");

  @TempDir Path inventory;

  private Gateway gateway(String more) throws Exception {
    Files.writeString(inventory.resolve("gateway.yaml"), FACTS.text() + more);
    return new FileInventory(inventory).read().gateway();
  }

  private SetupPlan plan(String more, SetupMachine machine) throws Exception {
    return SetupPlan.of(gateway(more), Optional.empty(), FOLDER, machine);
  }

  private static SetupMachine machine(List<Socket> listeners, String options, boolean serves) {
    return new SetupMachine(PRESENT, listeners, ALL, Optional.ofNullable(options), serves);
  }

  private static List<String> wrong(SetupPlan plan) {
    return plan.findings().stream().filter(Finding::isWrong).map(Finding::text).toList();
  }

  @Test
  void whatWasToldIsAGatewayYamlThatCanBeUsed() throws Exception {
    Gateway gateway = gateway("");
    assertEquals("gw.provider.example", gateway.domain().orElseThrow().toString());
    assertEquals("2001:db8:64::/96", gateway.embeddedPrefix().orElseThrow().toString());
  }

  @Test
  void unitsOfWhatIsInstalledAndAskedForAreEnabledAndHaproxyRestarted() throws Exception {
    SetupPlan plan = plan("", machine(List.of(), null, false));
    assertEquals(
        List.of(
            "sixgate-embedded-route.service",
            "sixgate-embedded-route.path",
            "sixgate-sni-router.service",
            "sixgate-ssh-forward.service"),
        plan.enable());
    assertEquals(SetupPlan.Haproxy.RESTART, plan.haproxy());
    assertEquals(List.of(), wrong(plan));
  }

  @Test
  void haproxyIsNotRestartedWhileAPortIsTaken() throws Exception {
    Socket nginx =
        new Socket(IpAddress.parse("0.0.0.0"), Port.parse("443"), "nginx (process 812)", false);
    SetupPlan plan = plan("", machine(List.of(nginx), null, false));
    assertEquals(SetupPlan.Haproxy.APART, plan.haproxy());
    assertEquals(
        List.of("https, TCP port 443 of 192.0.2.1: taken by nginx (process 812)"), wrong(plan));
    assertEquals(4, plan.enable().size());
  }

  @Test
  void aPortOfMailThatIsTakenIsSaidAndDoesNotHoldHaproxyUp() throws Exception {
    Socket postfix =
        new Socket(IpAddress.parse("0.0.0.0"), Port.parse("25"), "master (process 8)", false);
    SetupPlan plan =
        plan("mail: { name: mx.provider.example }\n", machine(List.of(postfix), null, false));
    assertEquals(SetupPlan.Haproxy.RESTART, plan.haproxy());
    assertTrue(
        wrong(plan).contains("mail, TCP port 25 of 192.0.2.1: taken by master (process 8)"),
        () -> wrong(plan).toString());
  }

  @Test
  void aFrontendOfTheOperatorsOwnTakesAPortLikeAnyOther() throws Exception {
    Socket own = new Socket(IpAddress.parse("192.0.2.1"), Port.parse("80"), "haproxy", true);
    SetupPlan plan = plan("", machine(List.of(own), null, false));
    assertEquals(SetupPlan.Haproxy.APART, plan.haproxy());
    assertEquals(
        List.of("http, TCP port 80 of 192.0.2.1: taken by a frontend of your own HAProxy"),
        wrong(plan));
  }

  @Test
  void aHaproxyThatServesOurFolderIsLeftAlone() throws Exception {
    Socket ours = new Socket(IpAddress.parse("192.0.2.1"), Port.parse("443"), "haproxy", true);
    SetupPlan plan = plan("", machine(List.of(ours), null, true));
    assertEquals(SetupPlan.Haproxy.LEAVE, plan.haproxy());
    assertEquals(List.of(), wrong(plan));
  }

  @Test
  void optionsInDebiansDefaultsMustNameTheFolder() throws Exception {
    assertEquals(
        SetupPlan.Haproxy.APART,
        plan("", machine(List.of(), "-f /etc/haproxy/more", false)).haproxy());
    assertEquals(
        SetupPlan.Haproxy.RESTART,
        plan("", machine(List.of(), "-S /run/m.sock -f /var/lib/sixgate/haproxy", false))
            .haproxy());
  }

  @Test
  void whatIsAskedForAndNotInstalledIsSaid() throws Exception {
    SetupPlan plan = plan("jump: { port: 2222 }\n", machine(List.of(), null, false));
    assertEquals(
        List.of("gateway.yaml has jump, but sixgate-forwards is not installed"), wrong(plan));
  }

  @Test
  void theLastOptionsOfDebiansDefaultsCount() {
    assertEquals(
        Optional.of("-f /b"),
        SetupReading.options(List.of("# EXTRAOPTS=x", "EXTRAOPTS=\"-f /a\"", "EXTRAOPTS='-f /b'")));
    assertEquals(Optional.empty(), SetupReading.options(List.of("#EXTRAOPTS=\"-de -m 16\"")));
  }

  @Test
  void unitFilesAreReadFromSystemdsWords() throws IOException {
    assertEquals(
        Set.of("sixgate-nat64.service"),
        SetupReading.unitFiles(
            "[{\"unit_file\":\"sixgate-nat64.service\",\"state\":\"disabled\",\"preset\":\"enabled\"}]"));
    assertEquals(Set.of(), SetupReading.unitFiles(""));
  }
}
