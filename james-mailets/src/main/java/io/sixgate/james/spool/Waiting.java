package io.sixgate.james.spool;

import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.util.List;

/** A message in memory, with what became of it so far. Guarded by its lane. */
final class Waiting {
  /** Where it is. */
  enum Where {
    READY,
    LATER,
    UNDER_WAY,
    HELD
  }

  final StoredMessage message;
  Progress progress;
  Where where = Where.READY;

  Waiting(StoredMessage message, Progress progress) {
    this.message = message;
    this.progress = progress;
  }

  /** How many are not answered for. */
  long unanswered() {
    return progress.done().isEmpty() ? message.envelope().recipients().size() : pending().size();
  }

  /** Those that are not answered for. */
  List<Recipient> pending() {
    return message.envelope().recipients().stream()
        .filter(recipient -> !progress.done().contains(recipient.address()))
        .toList();
  }
}
