package io.sixgate.cli.doctor.nat64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.cli.doctor.Finding;
import io.sixgate.cli.doctor.nat64.NetworkDevice.Joining;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.nat64.jool.JoolInspection;
import io.sixgate.nat64.machine.Forwarding;
import io.sixgate.nat64.machine.OwnPorts;
import io.sixgate.nat64.share.Allotment;
import io.sixgate.nat64.state.DesiredState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Nat64CheckupTest {
  private static final String KERNEL = "6.1.0-56-amd64";
  private static final String OLDER = "6.1.0-49-amd64";

  @TempDir Path folder;
  private Inventory inventory;

  // What the machine is like; each test changes what it is about.
  private Nat64BackEnd backEnd = Nat64BackEnd.TAYGA;
  private boolean carries = true;
  private boolean table = true;
  private Optional<String> way = Optional.of("sixgate64");
  private Forwarding forwarding = new Forwarding(List.of());
  private String ownAddress = "192.0.2.1";
  private Optional<JoolInspection> jool = Optional.empty();
  private Optional<JoolModules> modules = Optional.empty();
  private List<NetworkDevice> devices =
      List.of(device("hosts", 1500, true, false), device("internet", 1500, false, true));

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
        """);
    Files.writeString(folder.resolve("acme/customer.yaml"), "prefixes: [2001:db8:a::/48]\n");
    inventory = new FileInventory(folder).read();
  }

  private static NetworkDevice device(String name, int mtu, boolean hosts, boolean internet) {
    return new NetworkDevice(name, mtu, Optional.empty(), hosts, internet);
  }

  private void byJool(
      String command, Optional<String> loaded, Map<String, Optional<String>> built) {
    backEnd = Nat64BackEnd.JOOL;
    jool = Optional.of(new JoolInspection(Optional.of(command), true, List.of(), List.of()));
    modules = Optional.of(new JoolModules(KERNEL, loaded, new TreeMap<>(built)));
  }

  private static Map<String, Optional<String>> builtFor(String... kernels) {
    Map<String, Optional<String>> built = new TreeMap<>();
    List.of(kernels).forEach(kernel -> built.put(kernel, Optional.of("4.1.9.0")));
    return built;
  }

  private List<Finding> findings() {
    return Nat64Checkup.of(
        inventory.gateway().nat64().orElseThrow(),
        DesiredState.of(inventory, Allotment.NONE.next(inventory)).orElseThrow(),
        new Nat64Machine(
            backEnd,
            carries,
            table,
            way,
            forwarding,
            new OwnPorts(
                Set.of(Ipv4Address.parse(ownAddress)),
                PortRange.parse("32768-60999"),
                List.of(),
                List.of(),
                List.of()),
            jool,
            modules,
            devices,
            List.of()));
  }

  /** What is not well, a line each. */
  private List<String> complaints() {
    return findings().stream()
        .filter(finding -> finding.level() != Finding.Level.OK)
        .map(finding -> finding.level() + " " + finding.subject() + ": " + finding.text())
        .toList();
  }

  private List<String> remedies() {
    return findings().stream().map(Finding::remedy).filter(text -> !text.isEmpty()).toList();
  }

  @Test
  void onAMachineThatHasAllThereIsNothingToSay() {
    assertEquals(List.of(), complaints());
  }

  @Test
  void norByJool() {
    byJool("4.1.9.0", Optional.of("4.1.9.0"), builtFor(KERNEL, OLDER));
    assertEquals(List.of(), complaints());
  }

  @Test
  void aMachineThatPassesNothingOnIsWrong() {
    forwarding = new Forwarding(List.of("net.ipv4.ip_forward"));
    assertEquals(
        List.of("wrong forwarding: net.ipv4.ip_forward is 0: this machine passes nothing on"),
        complaints());
    assertEquals(List.of("sysctl -w net.ipv4.ip_forward=1, and in /etc/sysctl.d"), remedies());
  }

  @Test
  void withoutTaygaItsRouteAndTheTableAreNamedApart() {
    carries = false;
    table = false;
    way = Optional.of("internet");
    assertEquals(
        List.of(
            "wrong nftables: there is no table inet sixgate_nat64: nobody's packets are told apart",
            "wrong TAYGA: does not run: hosts do not reach IPv4",
            "wrong route: 2001:db8:64:64::/96 does not lead to TAYGA, but to internet"),
        complaints());
  }

  @Test
  void thePoolOnTheMachinesOwnPortsIsWrongByJoolAndWorthAnAdviceByTayga() {
    ownAddress = "192.0.2.33";
    String text =
        "192.0.2.33 of the pool is this machine's own, and it connects from there by ports"
            + " 32768-60999 (net.ipv4.ip_local_port_range), which meet nat64.ports, 1024-65535";
    assertEquals(
        List.of(
            "advice ports of the pool: "
                + text
                + ": nat64 who names a customer for the machine's own"),
        complaints());
    byJool("4.1.9.0", Optional.of("4.1.9.0"), builtFor(KERNEL));
    assertEquals(List.of("wrong ports of the pool: " + text), complaints());
  }

  @Test
  void aKernelWithoutTheModuleIsNamedBeforeItIsStarted() {
    byJool("4.1.9.0", Optional.of("4.1.9.0"), builtFor(OLDER));
    modules.orElseThrow().built().put(KERNEL, Optional.empty());
    assertEquals(
        List.of(
            "wrong kernels: "
                + KERNEL
                + " is installed and has no module jool: started by it, the gateway has no NAT64"),
        complaints());
    assertEquals(
        List.of("apt install linux-headers-" + KERNEL + "; dkms autoinstall -k " + KERNEL),
        remedies());
  }

  @Test
  void moduleAndCommandOfDifferentVersionsAreWrong() {
    byJool("4.1.13.0", Optional.of("4.1.9.0"), builtFor(KERNEL));
    assertEquals(
        List.of(
            "wrong versions: the module is 4.1.9.0, the command 4.1.13.0: each refuses the other"),
        complaints());
  }

  @Test
  void aModuleThatIsNotLoadedIsWrong() {
    byJool("4.1.9.0", Optional.empty(), builtFor(KERNEL));
    assertEquals(
        List.of("wrong versions: the module is not loaded, the command 4.1.9.0"), complaints());
  }

  @Test
  void anInstanceThatIsMissingAndEntriesThatNothingReachesAreWrong() {
    byJool("4.1.9.0", Optional.of("4.1.9.0"), builtFor(KERNEL));
    jool =
        Optional.of(
            new JoolInspection(
                Optional.of("4.1.9.0"), false, List.of("UDP 192.0.2.1#20000"), List.of()));
    assertEquals(
        List.of(
            "wrong instance: there is no instance sixgate: hosts do not reach IPv4",
            "wrong entries: 1 static entries are outside pool4, so nothing reaches them: UDP"
                + " 192.0.2.1#20000"),
        complaints());
  }

  @Test
  void taygaForWantOfAModuleIsWorthAnAdvice() {
    jool = Optional.of(new JoolInspection(Optional.of("4.1.9.0"), false, List.of(), List.of()));
    modules = Optional.of(new JoolModules(KERNEL, Optional.empty(), new TreeMap<>()));
    assertEquals(
        List.of(
            "advice kernels: jool-tools is installed, and the running kernel, "
                + KERNEL
                + ", has no module: TAYGA does it, slower"),
        complaints());
  }

  @Test
  void devicesThatJoinPacketsAreNamedWithTheCommandIfJoolIsTheOne() {
    Joining joining =
        Joining.parse("generic-receive-offload: on\nlarge-receive-offload: off [fixed]\n");
    devices =
        List.of(
            new NetworkDevice("hosts", 1500, Optional.of(joining), true, false),
            device("internet", 1500, false, true));
    assertEquals(List.of(), complaints());
    byJool("4.1.9.0", Optional.of("4.1.9.0"), builtFor(KERNEL));
    assertEquals(List.of("ethtool -K hosts gro off"), remedies());
  }

  @Test
  void linksThatAreTooSmallForIpv6AreWrongAndTunnelsWorthAnAdvice() {
    devices = List.of(device("wg0", 1200, true, false), device("internet", 1500, false, true));
    assertEquals(
        List.of("wrong MTU: 1200 bytes to hosts, 1500 to the internet: IPv6 needs 1280"),
        complaints());
    devices = List.of(device("wg0", 1420, true, false), device("internet", 1500, false, true));
    assertEquals(
        List.of(
            "advice MTU: 1420 bytes to hosts, 1500 to the internet: a tunnel, so hosts depend on"
                + " ICMP \"packet too big\""),
        complaints());
    devices =
        List.of(
            device("hosts", 9000, true, false),
            device("internet", 1500, false, true),
            device("sixgate64", 1500, false, false));
    assertEquals(List.of("ip link set sixgate64 mtu 9000"), remedies());
  }
}
