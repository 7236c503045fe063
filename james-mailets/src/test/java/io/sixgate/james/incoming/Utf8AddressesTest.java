package io.sixgate.james.incoming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.junit.jupiter.api.Test;

class Utf8AddressesTest {
  @Test
  void whatIsAsciiReachesJamesAsItWasWritten() {
    for (String line :
        List.of(
            "EHLO x",
            "MAIL FROM:<> SIZE=1",
            "MAIL FROM:<SRS0=ab=cd=x.example=y@z.example> BODY=8BITMIME",
            "RCPT TO:<\"a b\"@acme.example>",
            "RCPT TO:<@x.example:y@z.example>")) {
      assertEquals(line, through(line));
    }
  }

  @Test
  void everyOtherAddressComesThroughJamesAsItWas() throws Exception {
    for (String address :
        List.of(
            "jörg@acme.example",
            "用户@acme.example",
            "jörg.müller+x=y@acme.example",
            "=?8?=41@acme.example", // what an escaped one looks like is escaped itself
            "=?8?ö@acme.example")) {
      String line = through("RCPT TO:<" + address + "> NOTIFY=NEVER");
      String path = line.substring("RCPT TO:<".length(), line.lastIndexOf('>'));
      assertEquals(address, Utf8Addresses.plain(new MailAddress(path).asString()));
    }
  }

  @Test
  void whatAClientEscapedItselfIsNoLineBreakBehindJames() throws Exception {
    for (String address : List.of("=?8?x=0D=0ARSET@acme.example", "=?8?=22x=0Ay@acme.example")) {
      for (String behind : List.of("", " ENVID=@>", " ENVID=a@b>", " ORCPT=rfc822;<a@b>")) {
        String line = through("MAIL FROM:<" + address + ">" + behind);
        String path = line.substring("MAIL FROM:<".length(), line.indexOf('>'));
        assertEquals(address, Utf8Addresses.plain(new MailAddress(path).asString()));
      }
      assertEquals(address, Utf8Addresses.plain(address));
    }
  }

  @Test
  void anAddressIsReadThoughAParameterHasBrackets() {
    assertEquals(
        "MAIL FROM:<=?8?j=C3=B6rg@x.example> SMTPUTF8 ENVID=a@b>",
        through("MAIL FROM:<jörg@x.example> SMTPUTF8 ENVID=a@b>"));
  }

  @Test
  void domainsBecomeALabels() {
    assertEquals("RCPT TO:<a@xn--bcher-kva.example>", through("RCPT TO:<a@Bücher.example>"));
  }

  @Test
  void whatIsNoAddressStaysWrong() {
    for (String line :
        List.of(
            "RCPT TO:<ö@x.example:y@z.example>",
            "RCPT TO:<\"ö\"@acme.example>",
            "RCPT TO:<a@b> <ö@acme.example>",
            "RCPT TO:<@acme.example>")) {
      assertEquals(line, through(line));
    }
    byte[] latin1 = "RCPT TO:<ö@acme.example>".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(latin1, Utf8Commands.ascii(latin1));
  }

  private static String through(String line) {
    return new String(
        Utf8Commands.ascii(line.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }
}
