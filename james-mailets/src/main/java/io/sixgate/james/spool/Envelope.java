package io.sixgate.james.spool;

import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a message besides its text.
 *
 * @param sender without brackets; empty for the null sender
 * @param recipients at least one
 * @param client who brought it; empty for mail of our own
 * @param account whose quota it counts against, e.g. the customer's name
 * @param notes what the one who stores wants to find again; any text
 */
public record Envelope(
    String sender,
    List<Recipient> recipients,
    MailParameters parameters,
    Optional<ClientIdentity> client,
    String account,
    Map<String, String> notes) {
  public Envelope {
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("an envelope without recipient");
    }
    recipients = List.copyOf(recipients);
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
  }

  /** Whether a report about it may be sent (RFC 5321, section 4.5.5). */
  public boolean hasSender() {
    return !sender.isEmpty();
  }

  public Envelope to(List<Recipient> others) {
    return new Envelope(sender, others, parameters, client, account, notes);
  }
}
