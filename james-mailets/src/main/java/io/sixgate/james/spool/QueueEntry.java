package io.sixgate.james.spool;

import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One message of the queue as the operator sees it.
 *
 * @param state {@code ready}, {@code later}, {@code under-way} or {@code held}
 * @param recipients that are not answered for yet
 * @param attempts that were answered
 * @param next when it is tried again, if it waits for its own time
 * @param reason why it is still here; may be empty
 */
public record QueueEntry(
    String id,
    String destination,
    String account,
    Instant arrived,
    long size,
    String sender,
    List<String> recipients,
    String state,
    int attempts,
    Instant next,
    String reason) {

  static QueueEntry of(Waiting waiting, String destinationIsDown) {
    StoredMessage message = waiting.message;
    return new QueueEntry(
        message.id(),
        message.destination().name(),
        message.envelope().account(),
        message.arrived(),
        message.size(),
        message.envelope().sender(),
        waiting.pending().stream().map(Recipient::address).toList(),
        waiting.where.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        waiting.progress.attempts(),
        waiting.progress.next(),
        destinationIsDown.isEmpty() ? waiting.progress.reply() : destinationIsDown);
  }
}
