package io.sixgate.inventory.model;

import java.util.Locale;

/**
 * What the gateway itself asks of a message before a customer's server is asked.
 *
 * @param mostRecipients of one message
 * @param bareLineEnds what becomes of a message with a CR or LF that stands alone
 */
public record MailChecks(int mostRecipients, BareLineEnds bareLineEnds) {

  /** RFC 5321, section 4.5.3.1.8: no server may take fewer. */
  public static final int RECIPIENTS = 100;

  public static final MailChecks STANDARD = new MailChecks(RECIPIENTS, BareLineEnds.REFUSE);

  /** SMTP smuggling lives on servers that take different things for the end of a line. */
  public enum BareLineEnds {
    REFUSE,
    /** CR LF is written in its place. */
    REPAIR;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
