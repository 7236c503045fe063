package io.sixgate.relay.james;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.MailChecks;
import io.sixgate.inventory.model.MailService;
import io.sixgate.inventory.model.MailSpool;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.james.incoming.Incoming;
import io.sixgate.james.incoming.IncomingSettings;
import io.sixgate.james.inventory.FollowedInventory;
import io.sixgate.james.outgoing.OutgoingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.james.GuiceJamesServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real James, on loopback. */
class RelayJamesTest {
  @TempDir private Path state;
  private GuiceJamesServer james;
  private FollowedInventory inventory;
  private Incoming incoming;

  @AfterEach
  void stop() {
    if (james != null) {
      james.stop();
      incoming.close();
      inventory.close();
    }
  }

  @Test
  void itGreetsOnAnIpv6AddressAndRelaysForNobody() throws Exception {
    int port = Conversation.freePort();
    start(port, false);
    try (Conversation talk = Conversation.with("::1", port)) {
      assertEquals("220 mx.provider.example ESMTP", talk.answer());
      assertTrue(talk.says("HELO client.example").startsWith("250 "));
      assertTrue(talk.says("MAIL FROM:<a@sender.example>").startsWith("250 "));
      assertEquals(
          "550 5.7.1 relaying denied: this server takes mail for its customers' domains only",
          talk.says("RCPT TO:<b@elsewhere.example>"));
    }
  }

  @Test
  void behindHaproxyItTakesTheClientFromTheProxyHeader() throws Exception {
    int port = Conversation.freePort();
    start(port, true);
    try (Conversation talk = Conversation.with("::1", port)) {
      talk.send("PROXY TCP6 2001:db8:1006::6 2001:db8:ff::1 40000 25");
      assertEquals("220 mx.provider.example ESMTP", talk.answer());
      assertEquals(
          "250 mx.provider.example Hello client.example [2001:db8:1006:0:0:0:0:6])",
          talk.says("HELO client.example"));
    }
  }

  /** Else one stranger's idle connections would be all that there may be. */
  @Test
  void oneClientGetsAnEighthOfTheConnections() throws Exception {
    int port = Conversation.freePort();
    start(port, false);
    List<Conversation> open = new ArrayList<>();
    try {
      for (int i = 0; i < 250; i++) {
        open.add(Conversation.with("127.0.0.1", port));
        assertEquals("220 mx.provider.example ESMTP", open.get(i).answer());
      }
      try (Conversation more = Conversation.with("127.0.0.1", port)) {
        assertEquals("421 4.7.0 too many connections; try again later", more.answer());
      }
      try (Conversation other = Conversation.with("::1", port)) {
        assertEquals("220 mx.provider.example ESMTP", other.answer());
      }
      open.remove(0).close();
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (!isGreeted(port)) {
        assertTrue(System.nanoTime() < end, "one has gone, and there is no room for another");
        LockSupport.parkNanos(10_000_000);
      }
    } finally {
      for (Conversation each : open) {
        each.close();
      }
    }
  }

  private static boolean isGreeted(int port) {
    try (Conversation next = Conversation.with("127.0.0.1", port)) {
      return next.answer().startsWith("220 ");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void nothingListensButTheSmtpServer() throws Exception {
    int port = Conversation.freePort();
    start(port, false);
    assertEquals(List.of(port), listeningPorts());
  }

  private void start(int port, boolean proxy) throws Exception {
    MailService mail =
        new MailService(
            Hostname.parse("mx.provider.example"),
            Optional.empty(),
            List.of(ServerAddress.parse("[::1]:" + port), ServerAddress.parse("127.0.0.1:" + port)),
            proxy,
            Optional.of(ServerAddress.parse("[::1]:53")), // not asked
            MailService.LARGEST_MEBIBYTES,
            MailService.CONNECTIONS,
            MailSpool.IN,
            MailChecks.STANDARD,
            Optional.empty());
    inventory = new FollowedInventory(new EmptyInventory());
    incoming =
        new Incoming(
            IncomingSettings.of(mail, state.resolve("in")),
            OutgoingSettings.of(mail, state.resolve("in/reports"), state),
            inventory);
    james = RelayJames.assemble(mail, new EmptyInventory(), incoming, Optional.empty(), state);
    james.start();
  }

  /** Ports on which this process listens, from the kernel. */
  private static List<Integer> listeningPorts() throws IOException {
    return ListeningSockets.ofThisProcess().stream().sorted().distinct().toList();
  }
}
