package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.james.smtp.Printable;
import io.sixgate.james.smtp.ReceivedHeader;
import io.sixgate.james.spool.StoredMessage;
import io.sixgate.james.spool.Undeliverable.Failed;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * A report of failure: {@code multipart/report} of a text for people, one for programs (RFC 3464)
 * and the header of the message (RFC 6522).
 */
final class BounceText {
  private final Hostname name;
  private final StoredMessage message;
  private final List<Failed> failed;
  private final Instant now;
  private final String boundary;

  BounceText(Hostname name, StoredMessage message, List<Failed> failed, Instant now) {
    this.name = name;
    this.message = message;
    this.failed = List.copyOf(failed);
    this.now = now;
    this.boundary = "report-" + message.id();
  }

  /** All before the header of the message. */
  String above() {
    String date = ReceivedHeader.date(now);
    return lines(
        "Date: " + date,
        "From: Mail delivery <mailer-daemon@" + name + ">",
        "To: <" + Printable.of(message.envelope().sender()) + ">",
        "Subject: Your message could not be delivered",
        "Message-ID: <" + boundary + "." + now.toEpochMilli() + "@" + name + ">",
        "Auto-Submitted: auto-replied", // RFC 3834
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=\""
            + boundary
            + "\"",
        "",
        "--" + boundary,
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "This is the mail server " + name + ".",
        "",
        "Your message could not be delivered to:",
        "",
        each(BounceText::forPeople),
        "The header of your message is attached.",
        "",
        "--" + boundary,
        "Content-Type: message/delivery-status",
        "",
        originalEnvelope() + "Reporting-MTA: dns; " + name,
        "Arrival-Date: " + ReceivedHeader.date(message.arrived()),
        "",
        each(failure -> forPrograms(failure, date)),
        "--" + boundary,
        "Content-Type: text/rfc822-headers",
        "");
  }

  /** All after it. */
  String below() {
    return lines("", "--" + boundary + "--");
  }

  private String each(Function<Failed, String> text) {
    StringBuilder all = new StringBuilder();
    failed.forEach(failure -> all.append(text.apply(failure)));
    return all.substring(0, all.length() - 2); // the caller ends the last line
  }

  private static String forPeople(Failed failure) {
    return lines(
        "  <" + Printable.of(failure.recipient().address()) + ">",
        "    " + Printable.of(failure.reply().toString()),
        "");
  }

  /** What the sender called the message (RFC 3464, section 2.2.1), in xtext as it came. */
  private String originalEnvelope() {
    return message
        .envelope()
        .parameters()
        .envid()
        .map(id -> "Original-Envelope-Id: " + Printable.of(id) + "\r\n")
        .orElse("");
  }

  private static String forPrograms(Failed failure, String date) {
    String original =
        failure
            .recipient()
            .parameters()
            .orcpt()
            .map(address -> "Original-Recipient: " + Printable.of(address) + "\r\n")
            .orElse("");
    return lines(
        original + "Final-Recipient: rfc822; " + Printable.of(failure.recipient().address()),
        "Action: failed",
        "Status: " + failure.reply().status(),
        "Diagnostic-Code: smtp; " + Printable.of(failure.reply().toString()),
        "Last-Attempt-Date: " + date,
        "");
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }
}
