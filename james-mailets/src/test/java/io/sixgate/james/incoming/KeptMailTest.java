package io.sixgate.james.incoming;

import static io.sixgate.james.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.SmtpHandover;
import io.sixgate.james.spool.SpoolSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was kept for a primary, on its way there. */
class KeptMailTest extends TalkWithAPrimary {
  private static final Destination ACME = new Destination("acme.example");

  @Test
  void allThatWaitsGoesByAFewConnectionsEachMessageOnce() throws Exception {
    for (int i = 0; i < 30; i++) {
      keep(RcptParameters.NONE, "Subject: n" + i + "\r\n\r\nx\r\n");
    }
    later =
        (destination, first) ->
            new SmtpHandover(primaries.open(route("acme.example"), Optional.empty()));
    eventually(() -> spool.size() == 0);
    assertEquals(30, primary.messages().stream().distinct().count());
    assertEquals(30, primary.messages().size());
    long connections = primary.commands().stream().filter(line -> line.startsWith("EHLO")).count();
    assertTrue(
        connections <= SpoolSettings.PRIMARIES.sessionsPerDestination(),
        connections + " connections");
  }

  @Test
  void whatTheSenderWantsToHearIsSaidWithIt() throws Exception {
    primary.offering("PIPELINING", "DSN");
    keep(new RcptParameters(Optional.of("NEVER"), Optional.of("rfc822;al@x.example")), TEXT);
    later =
        (destination, first) ->
            new SmtpHandover(primaries.open(route("acme.example"), Optional.empty()));
    eventually(() -> spool.size() == 0);
    assertTrue(
        primary
            .commands()
            .contains("RCPT TO:<alice@acme.example> NOTIFY=NEVER ORCPT=rfc822;al@x.example"));
  }

  private void keep(RcptParameters parameters, String text) throws Exception {
    spool.store(
        ACME,
        new Envelope(
            "sender@elsewhere.example",
            List.of(new Recipient("alice@acme.example", parameters)),
            MailParameters.NONE,
            Optional.empty(),
            "acme",
            Map.of()),
        out -> out.write(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
