package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the gateway itself asks of a client and its message before a customer's server is asked.
 *
 * @param mostRecipients of one message
 * @param bareLineEnds what becomes of a message with a CR or LF that stands alone
 * @param mostConnections of one client at a time; a client is an IPv4 address or an IPv6 /64
 * @param messagesPerMinute of one client
 * @param blockLists DNS zones that list clients nobody wants mail from (RFC 5782)
 * @param spf what becomes of a message whose sender's domain does not let the client send it
 * @param greylisting how long a client has to wait with its first message from a sender to a
 *     recipient
 */
public record MailChecks(
    int mostRecipients,
    BareLineEnds bareLineEnds,
    OptionalInt mostConnections,
    OptionalInt messagesPerMinute,
    List<Hostname> blockLists,
    Spf spf,
    Optional<Duration> greylisting) {

  /** RFC 5321, section 4.5.3.1.8: no server may take fewer. */
  public static final int RECIPIENTS = 100;

  public static final MailChecks STANDARD =
      new MailChecks(
          RECIPIENTS,
          BareLineEnds.REFUSE,
          OptionalInt.empty(),
          OptionalInt.empty(),
          List.of(),
          Spf.IGNORE,
          Optional.empty());

  public MailChecks {
    blockLists = List.copyOf(blockLists);
  }

  /** SMTP smuggling lives on servers that take different things for the end of a line. */
  public enum BareLineEnds {
    REFUSE,
    /** CR LF is written in its place. */
    REPAIR;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Sender Policy Framework, RFC 7208. */
  public enum Spf {
    /** Not looked up. */
    IGNORE,
    /** The result stands in Authentication-Results, and the message goes on. */
    NOTE,
    /** As {@link #NOTE}, but what fails is refused. */
    REFUSE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
