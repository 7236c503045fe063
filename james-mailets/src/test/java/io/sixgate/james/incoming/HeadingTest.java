package io.sixgate.james.incoming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadingTest {
  private static final Reply TAKEN = Reply.of(250, "taken");

  private final Heading heading =
      new Heading(
          "mx.provider.example",
          new ClientIdentity(
              IpAddress.parse("2001:db8:1006::6"),
              new Port(40000),
              IpAddress.parse("2001:db8:ff::1"),
              new Port(25),
              "client6.example"),
          "ESMTPS",
          "4711",
          Optional.empty(),
          Instant.parse("2026-11-26T01:02:03Z"));
  private String seen = "";

  @Test
  void aReceivedLineStandsAboveTheMessage() {
    read("Subject: a\r\n\r\nbody\r\n");
    assertEquals(
        """
        Received: from client6.example ([IPv6:2001:db8:1006::6])
        \tby mx.provider.example with ESMTPS id 4711;
        \tThu, 26 Nov 2026 01:02:03 +0000
        Subject: a

        body
        """
            .replace("\n", "\r\n"),
        seen);
  }

  @Test
  void resultsThatClaimToBeOursAreTakenOutAndOthersStay() {
    read(
        """
        Authentication-Results: MX.provider.example;
         spf=pass
        authentication-results: other.example; spf=fail
        Subject: a

        """
            .replace("\n", "\r\n"));
    assertEquals(
        "authentication-results: other.example; spf=fail\r\nSubject: a\r\n\r\n",
        seen.substring(seen.indexOf("authentication-results")));
    assertEquals(false, seen.contains("spf=pass"));
  }

  @Test
  void resultsThatClaimToBeOursBehindACommentOrInQuotesAreTakenOut() {
    for (String authority :
        List.of(
            "(a (b) \\) c) mx.provider.example",
            "\r\n\t(a)\r\n mx.provider.example(b)",
            "\"mx.provider.example\"",
            "\"mx.\\provider.example\" 1")) {
      read("Authentication-Results: " + authority + "; spf=pass\r\nSubject: a\r\n\r\n");
      assertEquals(false, seen.contains("spf=pass"), authority);
    }
    read("Authentication-Results: (mx.provider.example) other.example; spf=pass\r\n\r\n");
    assertEquals(true, seen.contains("spf=pass"));
  }

  @Test
  void resultsThatDoNotEndAreTakenOutAndNothingElse() {
    String long1 = "Authentication-Results: (" + "\r\n x".repeat(5000) + ") x; spf=pass\r\n";
    read(long1 + "Subject: a\r\n\r\nAuthentication-Results: mx.provider.example\r\n");
    assertEquals(false, seen.contains("spf=pass"));
    assertEquals(
        true, seen.endsWith("Subject: a\r\n\r\nAuthentication-Results: mx.provider.example\r\n"));
  }

  @Test
  void resultsAtTheEndOfAHeaderThatNothingFollowsAreLookedAt() {
    read("Subject: a\r\nAuthentication-Results: mx.provider.example; spf=pass\r\n");
    assertEquals(false, seen.contains("spf=pass"));
    read("Subject: a\r\nAuthentication-Results\r\n : mx.provider.example; spf=pass\r\n\r\n");
    assertEquals(false, seen.contains("spf=pass"));
    read("Subject: a\r\nAuthentication-Results: other.example; spf=pass\r\n");
    assertEquals(true, seen.endsWith("other.example; spf=pass\r\n"));
  }

  /** Else a few hundred senders with long headers would take all memory. */
  @Test
  void aHeaderIsHandedOnWhileItComes() {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    MessageLines lines = new MessageLines(heading, 10_000_000, false, new Taking(taken));
    lines.line("Subject: a\r\n".getBytes(StandardCharsets.US_ASCII));
    assertEquals(true, taken.toString(StandardCharsets.US_ASCII).endsWith("\r\nSubject: a\r\n"));
  }

  @Test
  void whatBecomesAHeaderWhenLineEndsAreRepairedIsLookedAtAsOne() {
    read("X: a\rAuthentication-Results: mx.provider.example; spf=pass\r\n\r\n", 10_000, true);
    assertEquals(false, seen.contains("spf=pass"));
  }

  @Test
  void aMessageThatCameBy26ServersGoesRoundInALoop() {
    assertEquals(TAKEN, read("Received: from a by b; now\r\n".repeat(25) + "\r\n"));
    assertEquals(
        "554 5.4.6 too many hops: this message goes round in a loop",
        read("Received: from a by b; now\r\n".repeat(26) + "\r\n").toString());
  }

  @Test
  void aBodyWithoutHeaderOrEndIsHandedOnAsItIs() {
    assertEquals(TAKEN, read("no header and no end\r\n"));
    assertEquals(true, seen.endsWith("no header and no end\r\n"));
  }

  @Test
  void aHeaderWithoutEndIsRefused() {
    assertEquals(552, read("X-Long: 1234567890\r\n".repeat(60_000)).code());
  }

  @Test
  void largerThanAllowedIsRefusedHoweverItComes() {
    assertEquals(552, read("Subject: a\r\n\r\n" + "x\r\n".repeat(1000), 2000).code());
    assertEquals(TAKEN, read("Subject: a\r\n\r\n" + "x\r\n".repeat(500), 2000));
  }

  @Test
  void dotsThatWereDoubledAreSingleAgain() {
    read("Subject: a\r\n\r\n..\r\n..two\r\n");
    assertEquals(true, seen.endsWith("\r\n\r\n.\r\n.two\r\n"));
  }

  @Test
  void aLineThatEndsOtherwiseThanInCrLfIsRefused() {
    for (String end : List.of("\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n")) {
      String message = "Subject: a\r\n\r\nfirst" + end + "second\r\n";
      assertEquals(550, read(message).code(), end);
    }
  }

  @Test
  void onlyADotBetweenCrLfsIsTheEnd() {
    MessageLines lines =
        new MessageLines(heading, 1000, true, new Taking(new ByteArrayOutputStream()));
    byte[] dot = ".\r\n".getBytes(StandardCharsets.US_ASCII);
    lines.line("first\n".getBytes(StandardCharsets.US_ASCII));
    assertEquals(false, lines.isFinalDot(dot), "behind a bare LF");
    lines.line(dot);
    assertEquals(false, lines.isFinalDot(".\n".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(false, lines.isFinalDot("..\n".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(true, lines.isFinalDot(dot));
  }

  private Reply read(String message) {
    return read(message, 10_000_000);
  }

  private Reply read(String message, long most) {
    return read(message, most, false);
  }

  private Reply read(String message, long most, boolean repaired) {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    MessageLines lines = new MessageLines(heading, most, repaired, new Taking(taken));
    for (String line : message.split("(?<=\n)")) {
      lines.line(line.getBytes(StandardCharsets.ISO_8859_1));
    }
    Reply reply = lines.end();
    seen = taken.toString(StandardCharsets.ISO_8859_1);
    return reply;
  }

  private record Taking(ByteArrayOutputStream out) implements Sink {
    @Override
    public void write(byte[] bytes, int from, int to) {
      out.write(bytes, from, to - from);
    }

    @Override
    public Reply end() {
      return TAKEN;
    }

    @Override
    public void abandon() {
      out.reset();
    }
  }
}
