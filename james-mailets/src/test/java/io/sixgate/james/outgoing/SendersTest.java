package io.sixgate.james.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.james.inventory.FollowedInventory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.commons.codec.digest.Crypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendersTest {
  private static final IpAddress WEB1 = IpAddress.parse("2001:db8:a::80");

  @TempDir private Path folder;

  @Test
  void aHostIsKnownByItsAddressAndByItsLogin() throws Exception {
    Senders senders = senders("acme.example", "secret");
    Senders.Login login = senders.withLogin("web1", "secret").orElseThrow();
    assertEquals(senders.at(WEB1), senders.now(login));
    assertTrue(senders.withLogin("web1", "guess").isEmpty());
    assertTrue(senders.withLogin("web2", "secret").isEmpty());
  }

  /** A session may last for as long as somebody says something. */
  @Test
  void whoLoggedInBeforeIsHeldToTheInventoryOfNow() throws Exception {
    Senders.Login login =
        senders("acme.example", "secret").withLogin("web1", "secret").orElseThrow();
    assertEquals(
        Set.of(Hostname.parse("sub.acme.example")),
        senders("sub.acme.example", "secret").now(login).orElseThrow().sendAs());
    assertTrue(senders("acme.example", "another").now(login).isEmpty(), "another password");
    assertTrue(Senders.NONE.now(login).isEmpty(), "no host any more");
  }

  private Senders senders(String sendAs, String password) throws Exception {
    write(
        "gateway.yaml",
        """
        addresses: [192.0.2.1, '2001:db8:ff::1']
        provider-prefixes: ['2001:db8::/32']
        customer-prefixes: ['2001:db8:a::/48']
        mail:
          name: mx.provider.example
          smarthost: { address: '2001:db8:ff::25', name: smtp.provider.example }
        """);
    write("acme/customer.yaml", "prefixes: ['2001:db8:a::/48']\ndomains: [acme.example]\n");
    write(
        "acme/web1.yaml",
        """
        address: 2001:db8:a::80
        mail: { send-as: [%s], logins: [{ name: web1, password-hash: '%s' }] }
        """
            .formatted(sendAs, Crypt.crypt(password, "$6$salt1234")));
    try (FollowedInventory inventory = new FollowedInventory(new FileInventory(folder))) {
      return Senders.of(inventory.current().orElseThrow());
    }
  }

  private void write(String file, String text) throws Exception {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
