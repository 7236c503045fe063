package io.sixgate.nat64.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.PortRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnPortsTest {
  private static PortRange ports(String text) {
    return PortRange.parse(text);
  }

  private static OwnPorts own(String... reserved) {
    return new OwnPorts(
        Set.of(),
        ports("32768-60999"),
        List.of(reserved).stream().map(PortRange::parse).toList(),
        List.of(),
        List.of());
  }

  @Test
  void localAddressesAreReadFromTheKernelsTableAndBroadcastsAreNone() {
    assertEquals(
        Set.of(Ipv4Address.parse("192.0.2.1"), Ipv4Address.parse("127.0.0.1")),
        OwnPorts.addresses(
            """
            Main:
              +-- 0.0.0.0/0 3 0 5
                 |-- 0.0.0.0
                    /0 universe UNICAST
                 +-- 127.0.0.0/8 2 0 2
                       |-- 127.0.0.1
                          /32 host LOCAL
                    |-- 127.255.255.255
                       /32 link BROADCAST
                       |-- 192.0.2.1
                          /32 host LOCAL
                          /32 link UNICAST
            Local:
              +-- 0.0.0.0/0 3 0 5
                       |-- 192.0.2.1
                          /32 host LOCAL
            """
                .lines()
                .toList()));
  }

  @Test
  void thisVeryMachineCanBeRead() throws Exception {
    OwnPorts own = OwnPorts.read(Path.of("/proc"));
    assertTrue(own.addresses().contains(Ipv4Address.parse("127.0.0.1")));
    assertTrue(Forwarding.read(Path.of("/proc")).off().size() <= 2);
  }

  @Test
  void itConnectsFromItsRangeOnly() {
    assertTrue(own().connectsFrom(ports("1024-32768")));
    assertFalse(own().connectsFrom(ports("1024-32767")));
    assertFalse(own().connectsFrom(ports("61000-65535")));
  }

  @Test
  void itDoesNotConnectFromPortsThatAreReserved() {
    assertFalse(own("40000-44999", "45000-50000").connectsFrom(ports("40000-50000")));
    assertTrue(own("40000-44999", "45001-50000").connectsFrom(ports("40000-50000")));
  }

  @Test
  void aSysctlThatIsOffIsNamedWithTheCommand(@TempDir Path proc) throws Exception {
    Files.createDirectories(proc.resolve("sys/net/ipv4"));
    Files.createDirectories(proc.resolve("sys/net/ipv6/conf/all"));
    Files.writeString(proc.resolve("sys/net/ipv4/ip_forward"), "1\n");
    Files.writeString(proc.resolve("sys/net/ipv6/conf/all/forwarding"), "0\n");
    assertEquals(
        List.of(
            "nat64: net.ipv6.conf.all.forwarding is 0: this machine passes nothing on; sysctl -w"
                + " net.ipv6.conf.all.forwarding=1, and in /etc/sysctl.d"),
        Forwarding.read(proc).hindrances().stream().map(Hindrance::toString).toList());
  }
}
