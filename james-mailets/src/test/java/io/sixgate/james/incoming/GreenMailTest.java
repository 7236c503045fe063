package io.sixgate.james.incoming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.sixgate.inventory.model.Mail.Primary;
import io.sixgate.inventory.model.MailDomain.UnknownWhileDown;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.james.inventory.MailRoute;
import io.sixgate.james.smtp.Timeouts;
import io.sixgate.james.spool.SmtpHandover;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A customer's server that none of us wrote, GreenMail. */
class GreenMailTest extends TalkWithAPrimary {
  private static final String ALICE = "alice@acme.example";

  private GreenMail server;

  @AfterEach
  void stopTheServer() {
    server.stop();
  }

  @Test
  void whatIsCutThroughArrivesWhole() throws Exception {
    server = serverAt(0);
    server.start();
    MailRoute route = routeTo(server.getSmtp().getPort());
    assertTrue(rcpt(ALICE, route).startsWith("250 "));
    assertTrue(message("Subject: hello\r\n\r\nHello.\r\n..dot\r\n").startsWith("250 "));
    assertArrived();
  }

  @Test
  void whatWasKeptWhileItWasDownArrivesWhole() throws Exception {
    int port = freePort();
    server = serverAt(port);
    MailRoute route = routeTo(port);
    later = (destination, first) -> new SmtpHandover(primaries.open(route, first.client()));
    recipients.confirm(ALICE);
    assertTrue(rcpt(ALICE, route).endsWith("kept for it"));
    assertKept(message("Subject: hello\r\n\r\nHello.\r\n..dot\r\n"));
    server.start();
    spool.flush();
    assertArrived();
  }

  /** A busy machine may let its answer come late, and then a message comes twice by right. */
  @Override
  Timeouts patience() {
    return Timeouts.PRIMARY;
  }

  private void assertArrived() {
    assertTrue(server.waitForIncomingEmail(30_000, 1), () -> spool.entries().toString());
    String arrived = GreenMailUtil.getWholeMessage(server.getReceivedMessages()[0]);
    assertTrue(arrived.contains("Received: from mail.example.org ([198.51.100.4])"), arrived);
    assertTrue(arrived.endsWith("Subject: hello\r\n\r\nHello.\r\n.dot"), arrived);
    assertEquals(1, server.getReceivedMessages().length);
  }

  private static GreenMail serverAt(int port) {
    return new GreenMail(new ServerSetup(port, "::1", ServerSetup.PROTOCOL_SMTP));
  }

  private static MailRoute routeTo(int port) {
    return route(
        "acme.example",
        "web1",
        UnknownWhileDown.DEFER,
        new Primary(Ipv6Address.parse("::1"), new Port(port)));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
