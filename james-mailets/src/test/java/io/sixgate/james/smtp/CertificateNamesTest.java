package io.sixgate.james.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.net.Hostname;
import org.junit.jupiter.api.Test;

class CertificateNamesTest {
  @Test
  void aNameIsItselfAndAWildcardStandsForOneLabel() {
    assertMatches(true, "mail.acme.example", "mail.acme.example");
    assertMatches(false, "acme.example", "mail.acme.example");
    assertMatches(false, "mail.acme.example.evil.example", "mail.acme.example");
    assertMatches(true, "*.acme.example", "mail.acme.example");
    assertMatches(false, "*.acme.example", "acme.example");
    assertMatches(false, "*.acme.example", "a.mail.acme.example");
    assertMatches(false, "m*.acme.example", "mail.acme.example");
    assertMatches(false, "*", "mail.acme.example");
  }

  private static void assertMatches(boolean matches, String presented, String name) {
    assertEquals(
        matches, CertificateNames.matches(presented, Hostname.parse(name)), presented + " " + name);
  }
}
