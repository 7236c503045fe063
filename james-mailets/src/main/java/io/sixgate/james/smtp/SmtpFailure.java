package io.sixgate.james.smtp;

import java.io.IOException;
import java.util.Optional;

/**
 * A conversation that cannot go on: the connection could not be made or was lost, a deadline
 * passed, or the server does not speak SMTP or refuses to.
 */
public final class SmtpFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final Phase phase;
  private final transient Optional<Reply> reply;

  SmtpFailure(Remote remote, Phase phase, Throwable cause) {
    super(remote + ": " + phase + ": " + reason(cause), cause);
    this.phase = phase;
    this.reply = Optional.empty();
  }

  SmtpFailure(Remote remote, Phase phase, String detail) {
    super(remote + ": " + phase + ": " + detail);
    this.phase = phase;
    this.reply = Optional.empty();
  }

  SmtpFailure(Remote remote, Phase phase, Reply reply) {
    super(remote + ": " + phase + ": it answered " + reply);
    this.phase = phase;
    this.reply = Optional.of(reply);
  }

  public Phase phase() {
    return phase;
  }

  /** What the server refused with, e.g. a greeting of 554. */
  public Optional<Reply> reply() {
    return reply == null ? Optional.empty() : reply;
  }

  /** Whether the server may have taken the message all the same: sending it again may double it. */
  public boolean isInDoubt() {
    return phase == Phase.FINAL_DOT;
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
