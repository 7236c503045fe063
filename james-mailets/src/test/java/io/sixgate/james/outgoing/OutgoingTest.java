package io.sixgate.james.outgoing;

import static io.sixgate.james.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.sixgate.inventory.dkim.DkimKey;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.james.dns.FakeDns;
import io.sixgate.james.inventory.FollowedInventory;
import io.sixgate.james.smtp.FakePrimary;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.spool.SpoolSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.jdkim.DKIMVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a host's message to a real mail server of others, GreenMail. */
final class OutgoingTest {
  private static final String TEXT =
      """
      From: Alice <alice@acme.example>
      To: bob@elsewhere.example
      Subject: greetings
      Date: Thu, 26 Nov 2026 02:00:00 +0000

      Hello.
      .a line with a dot
      """
          .replace("\n", "\r\n");

  @TempDir private Path folder;
  private final FakeDns dns = new FakeDns();
  private final GreenMail internet =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private FollowedInventory inventory;
  private Outgoing outgoing;

  @BeforeEach
  void aGatewayAndTheInternet() throws Exception {
    internet.start();
    dns.with("elsewhere.example. MX 10 mx.elsewhere.example.")
        .with("mx.elsewhere.example. A 127.0.0.1");
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
    write("acme/web1.yaml", "address: 2001:db8:a::80\nmail: { send-as: [acme.example] }\n");
    inventory = new FollowedInventory(new FileInventory(folder.resolve("inventory")));
    outgoing =
        new Outgoing(
            new OutgoingSettings(
                Hostname.parse("mx.provider.example"),
                folder.resolve("state"),
                folder.resolve("inventory"),
                dns,
                Path.of("/etc/ssl/certs/ca-certificates.crt"),
                (address, gateway) -> true,
                new Port(internet.getSmtp().getPort()),
                SpoolSettings.INTERNET,
                1 << 20,
                0),
            inventory);
    outgoing.start();
  }

  @AfterEach
  void end() {
    outgoing.close();
    inventory.close();
    internet.stop();
  }

  @Test
  void aMessageArrivesSignedForTheDomainOfItsFrom() throws Exception {
    Path key = folder.resolve("inventory/acme/s1._domainkey.acme.example.pem");
    Files.writeString(key, newKey());
    assertEquals(250, submit(TEXT, "bob@elsewhere.example").code());
    String arrived = arrived();
    assertTrue(arrived.contains("; s=s1; d=acme.example;"), arrived);
    assertTrue(arrived.contains("Received: from web1.acme.example ([IPv6:2001:db8:a::80])"));
    assertTrue(arrived.endsWith("Hello.\r\n.a line with a dot"), arrived);
    String record =
        DkimKey.of(folder.resolve("inventory/acme"), Hostname.parse("acme.example"))
            .get(0)
            .recordText();
    DKIMVerifier verifier = new DKIMVerifier((methods, selector, domain) -> List.of(record));
    assertEquals(
        1,
        verifier
            .verify(new ByteArrayInputStream(arrived.getBytes(StandardCharsets.ISO_8859_1)))
            .size());
  }

  @Test
  void withoutAKeyItArrivesUnsigned() throws Exception {
    assertEquals(250, submit(TEXT, "bob@elsewhere.example").code());
    assertFalse(arrived().contains("DKIM-Signature:"));
  }

  /** GreenMail takes no mail from the null sender. */
  @Test
  void whatCannotBeDeliveredIsReportedToTheSender() throws Exception {
    dns.with("acme.example. AAAA ::1").with("nomail.example. MX 0 .");
    try (FakePrimary acme = new FakePrimary(internet.getSmtp().getPort())) {
      assertEquals(250, submit(TEXT, "bob@nomail.example").code());
      eventually(() -> !acme.messages().isEmpty());
      String report = acme.messages().get(0);
      assertTrue(report.contains("To: <alice@acme.example>"), report);
      assertTrue(report.contains("Status: 5.1.10"), report);
      assertTrue(report.contains("Subject: greetings"), report);
      assertEquals(1, outgoing.counts().get("bounced"));
    }
  }

  /** Else two servers that refuse each other's reports would write to each other for ever. */
  @Test
  void aReportThatCannotBeDeliveredIsReportedToNobody() throws Exception {
    dns.with("acme.example. MX 0 .").with("nomail.example. MX 0 .");
    assertEquals(250, submit(TEXT, "bob@nomail.example").code());
    eventually(() -> outgoing.counts().get("bounced") == 2 && outgoing.spool().size() == 0);
  }

  /** Whoever has the domain says how many there are; each may take minutes to say nothing. */
  @Test
  void ofAHundredServersTenAreTriedInOneGo() throws Exception {
    for (int i = 0; i < 100; i++) {
      dns.with("hundred.example. MX 10 mx%d.hundred.example.".formatted(i))
          .with("mx%d.hundred.example. A 127.0.0.2".formatted(i));
    }
    assertEquals(250, submit(TEXT, "bob@hundred.example").code());
    eventually(() -> !outgoing.spool().down().isEmpty());
    assertEquals(10, outgoing.spool().down().get(0).reason().split("; ").length);
  }

  @Test
  void aPolicyThatCannotBeFetchedHoldsNoMailUp() throws Exception {
    dns.with("_mta-sts.elsewhere.example. TXT \"v=STSv1; id=1;\"");
    // There is no web server mta-sts.elsewhere.example (RFC 8461, section 5).
    assertEquals(250, submit(TEXT, "bob@elsewhere.example").code());
    arrived();
  }

  /** The host repeats what was not taken: whoever had got a part would get it twice. */
  @Test
  void aMessageOfWhichOnlyAPartHasRoomIsTakenForNobody() throws Exception {
    dns.with("second.example. MX 10 mx.elsewhere.example.");
    String large = TEXT + "x\r\n".repeat(200_000); // 600 kB; the quota is 1 MiB
    assertEquals(452, submit(large, "bob@elsewhere.example", "carol@second.example").code());
    assertEquals(List.of(), outgoing.spool().entries());
    assertEquals(250, submit(TEXT, "bob@elsewhere.example").code());
    arrived();
    assertEquals(1, internet.getReceivedMessages().length);
  }

  private Reply submit(String text, String... recipients) throws Exception {
    List<MailAddress> addresses = new ArrayList<>();
    for (String recipient : recipients) {
      addresses.add(new MailAddress(recipient));
    }
    Sender sender = outgoing.senders().at(IpAddress.parse("2001:db8:a::80")).orElseThrow();
    return outgoing.submit(
        new Submission(
            sender,
            IpAddress.parse("2001:db8:a::80"),
            "web1.acme.example",
            Optional.empty(),
            "alice@acme.example",
            addresses,
            "ESMTP",
            false,
            new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))));
  }

  private String arrived() {
    assertTrue(
        internet.waitForIncomingEmail(30_000, 1), () -> outgoing.spool().entries().toString());
    return GreenMailUtil.getWholeMessage(internet.getReceivedMessages()[0]);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve("inventory").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String newKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder()
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
