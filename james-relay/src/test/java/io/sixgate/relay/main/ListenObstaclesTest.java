package io.sixgate.relay.main;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.MailService;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListenObstaclesTest {
  @TempDir Path inventory;

  private MailService mail(String more) throws Exception {
    Files.writeString(
        inventory.resolve("gateway.yaml"),
        """
        addresses: [192.0.2.1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48]
        mail:
          name: mx.provider.example
        """
            + more);
    return new FileInventory(inventory).read().gateway().mail().orElseThrow();
  }

  @Test
  void aPortIsNamedWhileAnotherProgramHasIt() throws Exception {
    MailService mail;
    try (ServerSocket other = listening("127.0.0.1")) {
      mail = mail("  listen: \"127.0.0.1:%d\"\n".formatted(other.getLocalPort()));
      assertEquals(
          Set.of(
              "TCP port %d of 127.0.0.1 is taken by another program; \"sixgate doctor gateway\" says by which; end it, or change mail: in gateway.yaml"
                  .formatted(other.getLocalPort())),
          ListenObstacles.to(mail));
    }
    assertEquals(Set.of(), ListenObstacles.to(mail));
  }

  @Test
  void aPortThatAProgramHasOnAnotherAddressIsFree() throws Exception {
    try (ServerSocket other = listening("127.0.0.2")) {
      assertEquals(
          Set.of(),
          ListenObstacles.to(mail("  listen: \"127.0.0.1:%d\"\n".formatted(other.getLocalPort()))));
    }
  }

  @Test
  void anAddressThatIsOnNoInterfaceIsNamedOnceForAllItsPorts() throws Exception {
    assertEquals(
        Set.of(
            "2001:db8:ff::25 is no address of this machine; add it to an interface, or take it out of mail: in gateway.yaml"),
        ListenObstacles.to(
            mail(
                """
                  listen: "127.0.0.1:0"
                  smarthost:
                    address: 2001:db8:ff::25
                    name: smtp.provider.example
                """
                    .replace("127.0.0.1:0", "127.0.0.1:" + freePort()))));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = listening("127.0.0.1")) {
      return socket.getLocalPort();
    }
  }

  private static ServerSocket listening(String address) throws Exception {
    ServerSocket socket = new ServerSocket();
    socket.bind(new InetSocketAddress(address, 0));
    return socket;
  }
}
