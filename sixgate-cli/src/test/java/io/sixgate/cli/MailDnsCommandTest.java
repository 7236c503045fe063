package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailDnsCommandTest {
  @TempDir private Path inventory;

  @BeforeEach
  void aGateway() throws IOException {
    write(
        "gateway.yaml",
        """
        addresses: [192.0.2.1, '2001:db8:ff::1']
        provider-prefixes: ['2001:db8::/32']
        customer-prefixes: ['2001:db8:a::/48', '2001:db8:b::/48']
        mail:
          name: mx.provider.example
          smarthost:
            address: 2001:db8:ff::25
            name: smtp.provider.example
            pools:
              - { name: clean, sources: [{ address: 192.0.2.1, name: out1.provider.example }] }
              - name: probation
                customers: [umbra]
                sources: [{ address: '2001:db8:ff::1', name: out2.provider.example }]
        """);
    write("acme/customer.yaml", "prefixes: ['2001:db8:a::/48']\ndomains: [acme.example]\n");
    write(
        "acme/web1.yaml",
        "address: 2001:db8:a::80\nmail: { domains: [acme.example], send-as: [acme.example] }\n");
    write("umbra/customer.yaml", "prefixes: ['2001:db8:b::/48']\ndomains: [umbra.example]\n");
    write("umbra/web1.yaml", "address: 2001:db8:b::80\nmail: { send-as: [umbra.example] }\n");
  }

  @Test
  void theRecordsOfADomainArePrintedForItsZone() throws Exception {
    write("acme/s2026._domainkey.acme.example.pem", newKey());
    TypedCommand typed = dns("acme.example");
    String[] lines = typed.out().split("\n");
    assertEquals("acme.example. MX 20 mx.provider.example.", lines[0]);
    assertEquals("acme.example. TXT \"v=spf1 ip4:192.0.2.1 ~all\"", lines[1]);
    // A key of 2048 bits is longer than one string of a TXT record may be.
    assertTrue(
        lines[2].matches(
            "s2026\\._domainkey\\.acme\\.example\\. TXT"
                + " \"(?=[^\"]{255}\")v=DKIM1; k=rsa; p=[^\"]+\" \"[^\"]+\""),
        lines[2]);
    assertEquals("_dmarc.acme.example. TXT \"v=DMARC1; p=none\"", lines[3]);
    assertEquals("", typed.err());
  }

  @Test
  void spfNamesTheAddressesOfTheCustomersPool() throws IOException {
    TypedCommand typed = dns("umbra.example");
    assertTrue(
        typed.out().startsWith("umbra.example. TXT \"v=spf1 ip6:2001:db8:ff::1 ~all\"\n"),
        typed.out());
    assertEquals(
        "sixgate: mail of umbra.example is not signed: no key"
            + " CUSTOMER/SELECTOR._domainkey.umbra.example.pem in the inventory\n",
        typed.err());
  }

  @Test
  void aTlsaRecordNeedsACertificate() throws IOException {
    TypedCommand typed =
        TypedCommand.run("mail", "dns", "--inventory=" + inventory, "acme.example", "--tlsa");
    assertEquals(1, typed.exitCode());
    assertTrue(typed.err().contains("gateway.yaml has no mail.certificate"), typed.err());
  }

  @Test
  void aDomainOfNobodyIsRefused() throws IOException {
    TypedCommand typed = dns("other.example");
    assertEquals(1, typed.exitCode());
    assertTrue(typed.err().contains("no host has mail of other.example"), typed.err());
    assertEquals(2, dns("no dots").exitCode());
  }

  @Test
  void aFileThatIsNoKeyIsSaidWithItsRemedy() throws IOException {
    write("acme/s1._domainkey.acme.example.pem", "not a key");
    TypedCommand typed = dns("acme.example");
    assertEquals(1, typed.exitCode());
    assertTrue(
        typed.err().contains("is wrong because it has no \"BEGIN PRIVATE KEY\"; make one with"),
        typed.err());
  }

  private TypedCommand dns(String domain) {
    return TypedCommand.run("mail", "dns", "--inventory=" + inventory, domain);
  }

  private void write(String name, String text) throws IOException {
    Path file = inventory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder()
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
