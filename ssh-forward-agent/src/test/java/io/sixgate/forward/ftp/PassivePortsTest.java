package io.sixgate.forward.ftp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.forward.InventoryFolder;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Label;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PassivePortsTest {
  @TempDir Path folder;

  @Test
  void onlyRangesThatLeadToTheSamePortsOverTcpAndFromIpv4AreOfUse() throws Exception {
    assertEquals(
        List.of("192.0.2.1 20100-20149", "192.0.2.7 20200-20209"),
        ports(
            """
            forwards:
              - { ports: 20000-20010, host-port: 30000 }
              - { ports: 20021, host-port: 21 }
              - { ports: 20050-20059, protocol: udp, client-address: none }
              - { ports: 20100-20149 }
              - { ports: 20200-20209, address: 192.0.2.7 }
              - { ports: 20300-20309, address: "2001:db8:ff::1" }
            """));
  }

  @Test
  void eachServerIsToldInItsOwnWords() throws Exception {
    PassivePorts passive = of("forwards: [{ ports: 20100-20149 }]\n").get(0);
    assertEquals(
        List.of(
            "listen=NO",
            "listen_ipv6=YES",
            "pasv_enable=YES",
            "pasv_address=192.0.2.1",
            "pasv_min_port=20100",
            "pasv_max_port=20149"),
        FtpServer.VSFTPD.lines(passive));
    assertEquals(
        List.of("UseIPv6 on", "MasqueradeAddress 192.0.2.1", "PassivePorts 20100 20149"),
        FtpServer.PROFTPD.lines(passive));
    assertEquals(List.of("PassivePortRange 20100 20149"), FtpServer.PURE_FTPD.lines(passive));
  }

  private List<String> ports(String hostLines) throws Exception {
    return of(hostLines).stream().map(p -> p.address() + " " + p.ports()).toList();
  }

  private List<PassivePorts> of(String hostLines) throws Exception {
    InventoryFolder files =
        new InventoryFolder(
            folder,
            """
            addresses: [2001:db8:ff::1, 192.0.2.1]
            provider-prefixes: [2001:db8::/32]
            customer-prefixes: [2001:db8:a::/48, 2001:db8:b::/48]
            forward-ports: [20000-20999]
            lease-pool: { addresses: [192.0.2.7], domain: lease.provider.example }
            """);
    files.file("acme/web1.yaml", "address: 2001:db8:a::80\n" + hostLines);
    Inventory inventory = files.read();
    HostId id = new HostId(Label.parse("acme"), Label.parse("web1"));
    return PassivePorts.of(inventory.gateway(), inventory.host(id).orElseThrow());
  }
}
