package io.sixgate.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.cli.doctor.GatewayState.Socket;
import io.sixgate.cli.route.EmbeddedRoute;
import io.sixgate.cli.route.LocalRoute;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayCheckupTest {
  private static final IpAddress V4 = IpAddress.parse("192.0.2.1");
  private static final IpAddress V6 = IpAddress.parse("2001:db8:ff::1");
  private static final HaproxyProcess HAPROXY =
      new HaproxyProcess(462, "2.6.12", 115, 0x3400, 20_000, 50_000, 40_100);

  @TempDir Path folder;
  private Gateway gateway;

  @BeforeEach
  void readTheGateway() throws Exception {
    Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        addresses: [192.0.2.1, 2001:db8:ff::1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48]
        embedded-prefix: 2001:db8:64::/96
        tls-ports: [443]
        http-ports: []
        """);
    gateway = new FileInventory(folder).read().gateway();
  }

  private static Socket socket(IpAddress address, String owner) {
    return new Socket(address, new Port(443), owner, owner.startsWith("haproxy"));
  }

  private static EmbeddedRoute route() {
    return new EmbeddedRoute(
        List.of(new LocalRoute(Ipv6Prefix.parse("2001:db8:64::/96"), "164")), true);
  }

  private static GatewayState well() {
    return new GatewayState(
        Set.of(V4, V6),
        route(),
        List.of(socket(V4, "haproxy (process 462)"), socket(V6, "haproxy (process 462)")),
        Optional.of(HAPROXY),
        List.of(),
        65_536);
  }

  /** What is not well, a line each. */
  private List<String> complaints(GatewayState state) {
    return GatewayCheckup.of(gateway, 1, state).stream()
        .filter(finding -> finding.level() != Finding.Level.OK)
        .map(finding -> finding.level() + " " + finding.subject() + ": " + finding.text())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static GatewayState with(HaproxyProcess haproxy) {
    GatewayState well = well();
    return new GatewayState(
        well.addresses(), well.route(), well.listeners(), Optional.of(haproxy), List.of(), 65_536);
  }

  private static GatewayState with(List<Socket> listeners) {
    GatewayState well = well();
    return new GatewayState(
        well.addresses(), well.route(), listeners, well.haproxy(), List.of(), 65_536);
  }

  @Test
  void onAMachineThatHasAllThereIsNothingToSay() {
    assertEquals(List.of(), complaints(well()));
  }

  @Test
  void anAddressOnNoInterfaceIsNamedAndItsPortsAreNotComplainedOf() {
    GatewayState well = well();
    assertEquals(
        List.of(
            "wrong addresses: 2001:db8:ff::1: on no interface of this machine, so HAProxy cannot"
                + " listen there"),
        complaints(
            new GatewayState(
                Set.of(V4),
                well.route(),
                List.of(socket(V4, "haproxy (process 462)")),
                well.haproxy(),
                List.of(),
                65_536)));
  }

  @Test
  void aPortThatAnotherProgramHasIsNamedWithIt() {
    assertEquals(
        List.of("wrong ports: https, TCP port 443 of 192.0.2.1: taken by nginx (process 8)"),
        complaints(
            with(
                List.of(
                    socket(IpAddress.parse("0.0.0.0"), "nginx (process 8)"),
                    socket(V6, "haproxy (process 462)")))));
  }

  @Test
  void anIpv6SocketOfAllAddressesMayHaveThePortOfIpv4Too() {
    assertEquals(
        List.of(
            "wrong ports: https, TCP port 443 of 192.0.2.1: taken by nginx (process 8)",
            "wrong ports: https, TCP port 443 of 2001:db8:ff::1: taken by nginx (process 8)"),
        complaints(with(List.of(socket(IpAddress.parse("::"), "nginx (process 8)")))));
  }

  @Test
  void aPortOnWhichNobodyListensIsNamed() {
    assertEquals(
        List.of("wrong ports: https, TCP port 443 of 192.0.2.1: nobody listens"),
        complaints(with(List.of(socket(V6, "haproxy (process 462)")))));
  }

  @Test
  void aHaproxyWithoutRightsCannotBindClientsAddresses() {
    assertEquals(
        List.of(
            "wrong embedded right: HAProxy 2.6.12 (process 462, user 115) has neither"
                + " CAP_NET_ADMIN nor CAP_NET_RAW"),
        complaints(with(new HaproxyProcess(462, "2.6.12", 115, 0x400, 20_000, 50_000, 40_100))));
  }

  @Test
  void fileDescriptorsBelowWhatMaxconnNeedsAreWrong() {
    assertEquals(
        List.of(
            "wrong file descriptors: maxconn 20000 needs 40100 file descriptors; HAProxy may have"
                + " 1024"),
        complaints(with(new HaproxyProcess(462, "2.6.12", 115, 0x3400, 20_000, 1024, 40_100))));
  }

  @Test
  void aMaxconnThatOneClientCanTakeIsWorthAnAdvice() {
    assertEquals(
        List.of(
            "advice file descriptors: maxconn 4000 needs 8100 file descriptors; HAProxy may have"
                + " 8192; limits.connections-per-client is 4000: one client can take them all"),
        complaints(with(new HaproxyProcess(462, "2.6.12", 115, 0x3400, 4000, 8192, 8100))));
  }

  @Test
  void routeAndSysctlAreComplainedOfApart() throws IOException {
    GatewayState well = well();
    assertEquals(
        List.of(
            "wrong embedded route: 2001:db8:64::/96 does not end on this machine: what hosts answer"
                + " does not arrive",
            "wrong embedded sysctl: net.ipv6.ip_nonlocal_bind is 0: HAProxy may not connect from"
                + " clients' addresses",
            "advice inotify: fs.inotify.max_user_watches is 100, 101 are wanted by each agent:"
                + " agents look at every file each 2 s instead"),
        complaints(
            new GatewayState(
                well.addresses(),
                new EmbeddedRoute(List.of(), false),
                well.listeners(),
                well.haproxy(),
                List.of(),
                100)));
  }
}
