package io.sixgate.sni.router;

import static io.sixgate.sni.route.TestInventory.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.loop.Depth;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Nobody is led to the gateway itself, wherever its addresses lie. */
final class OwnAddressesRefusedTest extends RouterAgainstFake {
  @Test
  void theGatewaysOwnAddressInACustomersNetworkIsRefusedAsSoonAsItIsThere() throws Exception {
    settle();
    Files.writeString(
        folder.resolve("if_inet6"),
        """
        00000000000000000000000000000001 01 80 10 80       lo
        20010db8000a00000000000000000001 05 40 00 80      lan
        20010db8ffff00000000000000000001 06 40 00 80      wan
        """);
    Files.writeString(
        folder.resolve("anycast6"),
        "5    lan             20010db8000a00000000000000000000     1\n");
    assertEquals(
        """
        # write STATE/customers.map
        add map STATE/customers.map 2001:db8:a::1 -
        add map STATE/customers.map 2001:db8:a:: -
        """,
        commands(router.plan(Depth.CHANGES)));
    settle();
    Files.delete(folder.resolve("anycast6"));
    assertEquals(
        """
        # write STATE/customers.map
        del map STATE/customers.map 2001:db8:a::
        """,
        commands(router.plan(Depth.CHANGES)));
  }

  @Test
  void theGatewaysOwnAddressIsRefusedAsSoonAsItLiesInACustomersNetwork() throws Exception {
    Files.writeString(
        folder.resolve("if_inet6"), "20010db8000b00000000000000000001 05 40 00 80      lan\n");
    settle();
    inventory.host("bolt", "b1", "2001:db8:b::80", endpoint("b1.bolt.example"));
    String come = commands(router.plan(Depth.CHANGES));
    assertTrue(come.contains("add map STATE/customers.map 2001:db8:b::1 -\n"), come);
    settle();
    inventory.removeCustomer("bolt");
    String gone = commands(router.plan(Depth.CHANGES));
    assertTrue(gone.contains("del map STATE/customers.map 2001:db8:b::1\n"), gone);
  }
}
