package io.sixgate.james.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.net.IpAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReachableTest {
  @TempDir private Path inventory;
  private Gateway gateway;

  @BeforeEach
  void aGateway() throws Exception {
    Files.writeString(
        inventory.resolve("gateway.yaml"),
        """
        addresses: [192.0.2.1, '2001:db8:ff::1']
        provider-prefixes: ['2001:db8::/40']
        customer-prefixes: ['2001:db8:a::/48']
        embedded-prefix: 2001:db8:64::/96
        mail:
          name: mx.provider.example
          smarthost: { address: '2001:db8:ff::25', name: smtp.provider.example }
        """);
    gateway = new FileInventory(inventory).read().gateway();
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.25, true",
    "192.0.2.1, true",
    "127.0.0.1, false",
    "0.0.0.0, false",
    "10.1.2.3, false",
    "172.15.0.1, true",
    "172.16.0.1, false",
    "172.31.255.255, false",
    "172.32.0.1, true",
    "192.168.1.1, false",
    "100.64.0.1, false",
    "100.128.0.1, true",
    "169.254.169.254, false",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "2001:4860::25, true",
    "2001:db8:a::80, true",
    "2001:db8:ff::1, true",
    "2001:db8:ff::25, false",
    "2001:db8:ff::80, false",
    "2001:db8:64::c633:6404, false",
    "::, false",
    "::1, false",
    "::ffff:198.51.100.25, false",
    "fe80::1, false",
    "ff02::1, false",
    "fd00::25, false",
    "64:ff9b::c633:6419, false"
  })
  void mailGoesToPublicAddressesAndToCustomersAndNowhereElse(String address, boolean allowed) {
    assertEquals(allowed, Reachable.is(IpAddress.parse(address), gateway));
  }
}
