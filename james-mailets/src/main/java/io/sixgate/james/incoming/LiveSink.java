package io.sixgate.james.incoming;

import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpFailure;
import io.sixgate.james.smtp.SmtpSession;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Hands a message to the primary as it comes; no more of it is held than a buffer. So what cannot
 * be handed over to its end is not kept either: its sender repeats it.
 */
final class LiveSink implements Sink {
  private static final Reply LOST =
      Reply.of(
          451, "4.4.2 the recipient's server was lost before the end of the message; try again");
  private static final Reply IN_DOUBT =
      Reply.of(
          451,
          "4.4.2 the recipient's server was lost before it answered; it may have taken the"
              + " message");

  private final SmtpSession primary;
  private final Consumer<SmtpFailure> lost;
  private final LongConsumer taken;
  private long size;
  private Optional<Reply> answer = Optional.empty();

  /**
   * @param primary has answered DATA by 354
   * @param lost hears of it when the primary does not answer any more
   * @param taken hears how many bytes the message had when the primary has taken it
   */
  LiveSink(SmtpSession primary, Consumer<SmtpFailure> lost, LongConsumer taken) {
    this.primary = primary;
    this.lost = lost;
    this.taken = taken;
  }

  @Override
  public void write(byte[] bytes, int from, int to) {
    if (answer.isEmpty()) {
      try {
        primary.write(bytes, from, to);
        size += to - from;
      } catch (SmtpFailure e) {
        answer = Optional.of(answer(e));
      }
    }
  }

  @Override
  public Reply end() {
    if (answer.isEmpty()) {
      try {
        answer = Optional.of(primary.end());
        answer.filter(Reply::isPositive).ifPresent(reply -> taken.accept(size));
      } catch (SmtpFailure e) {
        answer = Optional.of(answer(e));
      }
    }
    return answer.get();
  }

  private Reply answer(SmtpFailure failure) {
    if (failure.isInDoubt()) {
      return IN_DOUBT; // never kept as well: it would come twice
    }
    if (failure.reply().isEmpty()) {
      lost.accept(failure);
    }
    return failure.reply().map(LiveSink::withoutGoodbye).orElse(LOST);
  }

  /** 421 would tell the sender that we close the connection. */
  static Reply withoutGoodbye(Reply reply) {
    return reply.code() == 421 ? Reply.of(451, "4.3.2 " + reply.text()) : reply;
  }

  @Override
  public void abandon() {
    primary.abort();
  }
}
