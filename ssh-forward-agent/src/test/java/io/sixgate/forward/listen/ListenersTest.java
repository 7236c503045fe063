package io.sixgate.forward.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.forward.InventoryFolder;
import io.sixgate.forward.cfg.ForwardConfiguration;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListenersTest {
  private static final String GATEWAY =
      """
      addresses: [192.0.2.1, 2001:db8:ff::1]
      provider-prefixes: [2001:db8::/32]
      customer-prefixes: [2001:db8:a::/48, 2001:db8:b::/48]
      ssh-ports: 22000-22099
      forward-ports: [20000-20099, 20100]
      """;

  @TempDir Path folder;

  @Test
  void theRangesOfTheGatewayAreListenedOnInAdvanceJoinedWhereTheyMeet() throws Exception {
    Listeners listeners = of(GATEWAY, "");
    assertEquals(
        List.of("192.0.2.1:22000-22099", "[2001:db8:ff::1]:22000-22099"), texts(listeners.ssh()));
    assertEquals(
        List.of("192.0.2.1:20000-20100", "[2001:db8:ff::1]:20000-20100"),
        texts(listeners.others()));
  }

  @Test
  void anotherPortIsListenedOnWhenAHostAsksForIt() throws Exception {
    Listeners listeners =
        of(GATEWAY, "forwards: [{ ports: 9080-9081, address: 192.0.2.1 }, { ports: 20101 }]\n");
    assertEquals(
        List.of("192.0.2.1:9080-9081", "192.0.2.1:20000-20101", "[2001:db8:ff::1]:20000-20101"),
        texts(listeners.others()));
    Listeners advance = of(GATEWAY, "");
    assertTrue(advance.coverAll(Set.of("*|20050", "192.0.2.1|22099")));
    assertFalse(advance.coverAll(Set.of("*|20050", "192.0.2.1|9080")));
  }

  @Test
  void onALentAddressTheNamedServicesAreListenedOnInAdvance() throws Exception {
    Listeners listeners =
        of(GATEWAY + "lease-pool: { addresses: [192.0.2.7], domain: l.example }\n", "");
    assertTrue(listeners.have(IpAddress.parse("192.0.2.7"), new Port(110)));
    assertFalse(listeners.have(IpAddress.parse("192.0.2.7"), new Port(123)), "ntp is UDP");
    assertFalse(listeners.have(IpAddress.parse("192.0.2.7"), new Port(22001)));
  }

  @Test
  void withoutWhatStandsInTheWayTheRestOfARangeStays() throws Exception {
    Listeners listeners = of(GATEWAY, "");
    Obstacle obstacle =
        new Obstacle(IpAddress.parse("192.0.2.1"), PortRange.parse("20050"), "taken");
    assertEquals(
        List.of("192.0.2.1:20000-20049", "192.0.2.1:20051-20100", "[2001:db8:ff::1]:20000-20100"),
        texts(listeners.without(List.of(obstacle)).others()));
  }

  @Test
  void whatTheFileSaysIsReadBackFromItsText() throws Exception {
    InventoryFolder inventory = new InventoryFolder(folder, GATEWAY);
    inventory.file("acme/web1.yaml", "address: 2001:db8:a::80\nssh: { port: 22001 }\n");
    Listeners listeners = Listeners.of(inventory.read());
    HaproxySettings settings =
        new HaproxySettings(
            Path.of("/usr/sbin/haproxy"),
            List.of(),
            Path.of("/state"),
            Path.of("/run"),
            Path.of("/sixgate.lua"),
            Path.of("/master.sock"),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    String text = ForwardConfiguration.render(inventory.read().gateway(), listeners, settings);
    Set<Listener> read = new HashSet<>(Listeners.parse(text).all());
    assertTrue(read.containsAll(listeners.all()), read.toString());
    assertEquals(listeners.all().size() + 2, read.size(), "the two of the second hop");
  }

  private Listeners of(String gateway, String hostLines) throws Exception {
    InventoryFolder inventory = new InventoryFolder(folder, gateway);
    inventory.file("acme/web1.yaml", "address: 2001:db8:a::80\n" + hostLines);
    return Listeners.of(inventory.read());
  }

  private static List<String> texts(List<Listener> listeners) {
    return listeners.stream().map(Listener::text).toList();
  }
}
