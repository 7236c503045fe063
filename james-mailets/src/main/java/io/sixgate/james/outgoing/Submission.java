package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.james.incoming.EightBitHook;
import io.sixgate.james.smtp.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.server.core.MimeMessageInputStream;
import org.apache.mailet.Mail;

/**
 * A message as a host handed it in.
 *
 * @param client where it came from
 * @param helo what the client called itself
 * @param login the name under which it logged in
 * @param from envelope sender without brackets; empty for the null sender
 * @param protocol e.g. {@code ESMTPSA}
 * @param eightBit whether it has bytes above 127
 */
record Submission(
    Sender sender,
    IpAddress client,
    String helo,
    Optional<String> login,
    String from,
    List<MailAddress> recipients,
    String protocol,
    boolean eightBit,
    MimeMessage message) {
  Submission {
    recipients = List.copyOf(recipients);
  }

  static Submission of(SMTPSession session, Sender sender, Mail mail) throws MessagingException {
    boolean extended =
        session
            .getAttachment(SMTPSession.CURRENT_HELO_MODE, State.Connection)
            .orElse("HELO")
            .equals("EHLO");
    return new Submission(
        sender,
        Submitter.address(session),
        Printable.of(
            session.getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection).orElse("")),
        Optional.ofNullable(session.getUsername()).map(name -> name.asString()),
        mail.getMaybeSender().asString(""),
        List.copyOf(mail.getRecipients()),
        (extended ? "ESMTP" : "SMTP")
            + (session.isTLSStarted() ? "S" : "")
            + (session.getUsername() == null ? "" : "A"),
        session.getAttachment(EightBitHook.EIGHT_BIT, State.Transaction).orElse(false),
        mail.getMessage());
  }

  /** How many bytes {@link #open} gives. */
  long size() throws IOException {
    try (InputStream in = open()) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** The bytes as they came. */
  InputStream open() throws IOException {
    try {
      return new MimeMessageInputStream(message);
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }
}
