package io.sixgate.relay.james;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import io.sixgate.inventory.net.Hostname;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.james.GuiceJamesServer;
import org.apache.james.NaiveDelegationStoreModule;
import org.apache.james.dnsservice.dnsjava.DNSJavaService;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.server.DefaultProcessorsConfigurationProviderModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.server.core.configuration.Configuration;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * James with its own SMTP server and its own way to read a configuration, from the files of {@code
 * james-mailets/sample-configuration}: only ports, certificate and folders are this machine's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one start of James for all of it
class SampleConfigurationTest {
  private static final Path SAMPLE = Path.of("../james-mailets/sample-configuration");

  private Path folder;
  private int in;
  private int out;
  private GuiceJamesServer james;

  @BeforeAll
  void aStockJamesWithOurExtension(@TempDir Path fresh) throws Exception {
    folder = fresh;
    in = Conversation.freePort();
    out = Conversation.freePort();
    copy(
        "smtpserver.xml",
        "conf",
        Map.of(
            ":25<", ":" + in + "<",
            ":587<", ":" + out + "<",
            ":465<", ":" + Conversation.freePort() + "<"));
    copy("extensions.properties", "conf", Map.of());
    copy(
        "sixgate.properties",
        "conf",
        Map.of(
            "/etc/sixgate", folder.toString(),
            "/var/lib/sixgate", folder.toString(),
            "disk-free=256", "disk-free=0"));
    for (String file : new String[] {"gateway.yaml", "acme/customer.yaml", "acme/web1.yaml"}) {
      copy("inventory/" + file, "", Map.of());
    }
    for (String file : new String[] {"mailetcontainer.xml", "domainlist.xml"}) {
      try (InputStream ours = RelayJames.class.getResourceAsStream(file)) {
        Files.copy(ours, folder.resolve("conf").resolve(file));
      }
    }
    certificate();
    james =
        GuiceJamesServer.forConfiguration(
                Configuration.builder().workingDirectory(folder.toFile()).build())
            .combineWith(
                new ProtocolHandlerModule(),
                new SMTPServerModule(),
                new MailetProcessingModule(),
                new DefaultProcessorsConfigurationProviderModule(),
                new RawPostDequeueDecoratorModule(),
                new NaiveDelegationStoreModule(),
                new JamesModule(folder, Hostname.parse("mx.provider.example")))
            .overrideWith(
                new AbstractModule() {
                  @Override
                  protected void configure() {
                    bind(DNSJavaService.class).to(RelayDns.class).in(Scopes.SINGLETON);
                  }
                });
    james.start();
  }

  @AfterAll
  void stop() {
    if (james != null) {
      james.stop();
    }
  }

  @Test
  void itTakesMailForCustomersDomainsAndRelaysForNobody() throws Exception {
    for (String family : new String[] {"127.0.0.1", "::1"}) {
      try (Conversation talk = Conversation.with(family, in)) {
        assertEquals("220 mx.provider.example ESMTP", talk.answer());
        assertTrue(talk.says("HELO client.example").startsWith("250 "));
        assertTrue(talk.says("MAIL FROM:<a@sender.example>").startsWith("250 "));
        assertEquals(
            "550 5.7.1 relaying denied: this server takes mail for its customers' domains only",
            talk.says("RCPT TO:<b@elsewhere.example>"));
      }
    }
    try (Stream<Path> made = Files.list(folder.resolve("mail"))) {
      assertEquals(2, made.count(), "the state folder of sixgate.properties has in and out");
    }
  }

  @Test
  void itTakesMailOfKnownHostsOnly() throws Exception {
    try (Conversation talk = Conversation.with("::1", out)) {
      assertEquals("220 smtp.provider.example ESMTP", talk.answer());
      assertTrue(talk.says("HELO client.example").startsWith("250 "));
      assertEquals(
          "550 5.7.1 [::1] is no host that may send here; log in, or have send-as and the address"
              + " in the host's file",
          talk.says("MAIL FROM:<a@acme.example>"));
    }
  }

  private void copy(String file, String into, Map<String, String> changes) throws IOException {
    String text = Files.readString(SAMPLE.resolve(file));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertTrue(text.contains(change.getKey()), file + " has no " + change.getKey());
      text = text.replace(change.getKey(), change.getValue());
    }
    Path target = folder.resolve(into).resolve(file);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text);
  }

  /** {@code conf/mx.crt} and {@code conf/mx.key}. */
  private void certificate() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
    X500Name name = new X500Name("CN=mx.provider.example");
    Instant now = Instant.now();
    byte[] certificate =
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now),
                Date.from(now.plus(1, ChronoUnit.DAYS)),
                name,
                pair.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
            .getEncoded();
    pem("mx.crt", "CERTIFICATE", certificate);
    pem("mx.key", "PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  private void pem(String file, String kind, byte[] content) throws IOException {
    Files.writeString(
        folder.resolve("conf").resolve(file),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind));
  }
}
