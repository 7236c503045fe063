package io.sixgate.james.incoming;

import io.sixgate.james.smtp.Reply;
import java.util.Optional;

/**
 * A message while it comes, line by line; the header is looked at. What is refused is read to its
 * final dot all the same, so that sender and gateway agree on where it ends.
 */
final class MessageLines {
  static final int LARGEST_HEADER = 1 << 20;

  /** The end of a message for one server and not for the next (SMTP smuggling). */
  private static final Reply NOT_CRLF =
      Reply.of(550, "5.6.0 a line does not end in CR LF, or has one of them within");

  private final HeaderLines header;
  private final long most;
  private final boolean bareLineEnds;
  private final Sink sink;
  private boolean inHeader = true;
  private boolean atLineStart = true;
  private boolean behindLostLine;
  private long size;
  private Optional<Reply> refusal = Optional.empty();

  /**
   * @param most bytes that it may have
   * @param bareLineEnds whether a CR or LF may stand alone; the sink writes CR LF in its place
   */
  MessageLines(Heading heading, long most, boolean bareLineEnds, Sink sink) {
    this.header = new HeaderLines(heading, sink);
    this.most = most;
    this.bareLineEnds = bareLineEnds;
    this.sink = sink;
  }

  /**
   * Whether this is the end of the message: a dot on a line of its own, and CR LF before it. Only
   * that is; what ends in LF alone does not begin a line.
   */
  boolean isFinalDot(byte[] line) {
    return atLineStart && line.length == 3 && line[0] == '.' && line[1] == '\r' && line[2] == '\n';
  }

  /** A line as it came: with its end, and with its first dot doubled. Not the final dot. */
  void line(byte[] line) {
    behindLostLine = false;
    int from = atLineStart && line[0] == '.' ? 1 : 0;
    int end = line.length;
    atLineStart = end > 1 && line[end - 2] == '\r' && line[end - 1] == '\n';
    if (refusal.isPresent()) {
      return;
    }
    size += end;
    if (size > most) {
      refuse(Reply.of(552, "5.3.4 the message is larger than %d bytes".formatted(most)));
    } else if (!bareLineEnds && !(atLineStart && isWhole(line))) {
      refuse(NOT_CRLF);
    } else if (inHeader) {
      headerLine(line, from);
    } else {
      sink.write(line, from, end);
    }
  }

  /** No CR but that of its end. */
  private static boolean isWhole(byte[] line) {
    for (int i = 0; i < line.length - 2; i++) {
      if (line[i] == '\r') {
        return false;
      }
    }
    return true;
  }

  private void headerLine(byte[] line, int from) {
    int length = line.length - from;
    boolean empty = length == 1 || (length == 2 && line[from] == '\r');
    if (empty) {
      endHeader();
      sink.write(line, from, line.length);
    } else if (size > LARGEST_HEADER) {
      refuse(Reply.of(552, "5.3.4 the header is larger than %d bytes".formatted(LARGEST_HEADER)));
    } else {
      header.line(line, from).ifPresent(this::refuse);
    }
  }

  private void endHeader() {
    inHeader = false;
    header.end();
  }

  /** A line was longer than what is read at once; nobody knows how it ended. */
  void lineTooLong() {
    atLineStart = true;
    behindLostLine = true;
    refuse(Reply.of(550, "5.6.0 a line of the message is too long"));
  }

  private void refuse(Reply reply) {
    if (refusal.isEmpty()) {
      refusal = Optional.of(reply);
      sink.abandon();
    }
  }

  /** The final dot. */
  Reply end() {
    if (refusal.isEmpty() && inHeader) {
      endHeader();
    }
    return refusal.orElseGet(sink::end);
  }

  /**
   * Whether the dot that comes now may be text of the message, for it follows a line that is lost.
   * The sender may then go on with the message: nothing more of what it says is a command.
   */
  boolean isEndInDoubt() {
    return behindLostLine;
  }

  /** Whether the answer is the gateway's own. */
  boolean isRefused() {
    return refusal.isPresent();
  }

  /** The sender has gone. */
  void abandon() {
    if (refusal.isEmpty()) {
      sink.abandon();
    }
  }
}
