package io.sixgate.james.incoming;

import io.sixgate.james.smtp.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A message's header while it comes, field by field (RFC 5322, section 2.2.3): it is handed on at
 * once, behind the {@link Heading}. No more of it is held than one field that may claim to be ours,
 * so that many senders with long headers take no more memory than others.
 */
final class HeaderLines {
  /** What is held of such a field; a longer one is taken out, whosever it is. */
  private static final int LONGEST_CLAIM = 16 * 1024;

  /** What is done with a field's lines. */
  private enum Way {
    ON,
    HELD,
    OUT
  }

  private final Heading heading;
  private final Sink sink;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(0);
  private Way way = Way.ON;
  private boolean begun;
  private int hops;

  HeaderLines(Heading heading, Sink sink) {
    this.heading = heading;
    this.sink = sink;
  }

  /**
   * One line of the header with its end; not the empty one.
   *
   * @return why the message is refused
   */
  Optional<Reply> line(byte[] line, int from) {
    begin();
    int start = from;
    while (start < line.length) {
      int end = endOfLine(line, start);
      piece(line, start, end);
      start = end;
    }
    return heading.refusal(hops);
  }

  /** CR LF, or one of them: where a lone one is repaired it ends a line for the next server. */
  private static int endOfLine(byte[] line, int from) {
    int at = from;
    while (at < line.length && line[at] != '\n' && line[at] != '\r') {
      at++;
    }
    boolean both = at + 1 < line.length && line[at] == '\r' && line[at + 1] == '\n';
    return Math.min(at + (both ? 2 : 1), line.length);
  }

  private void piece(byte[] line, int from, int to) {
    boolean folded = line[from] == ' ' || line[from] == '\t';
    if (!folded) {
      release();
      String name = name(new String(line, from, to - from, StandardCharsets.ISO_8859_1));
      hops += name.equals("received") ? 1 : 0;
      way = name.equals("authentication-results") ? Way.HELD : Way.ON;
    }
    switch (way) {
      case ON -> sink.write(line, from, to);
      case HELD -> hold(line, from, to);
      case OUT -> {
        // The field that was too long goes on.
      }
    }
  }

  private void hold(byte[] line, int from, int to) {
    held.write(line, from, to - from);
    if (held.size() > LONGEST_CLAIM) {
      held.reset();
      way = Way.OUT;
    }
  }

  /** Before the colon, which may stand on a line behind. */
  private static String name(String line) {
    int colon = line.indexOf(':');
    return (colon < 0 ? line : line.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
  }

  /** The field that is held is whole. */
  private void release() {
    if (way == Way.HELD) {
      byte[] field = held.toByteArray();
      held.reset();
      way = Way.ON;
      String text = new String(field, StandardCharsets.ISO_8859_1);
      if (!heading.isClaimed(text.substring(text.indexOf(':') + 1))) {
        sink.write(field, 0, field.length);
      }
    }
  }

  private void begin() {
    if (!begun) {
      begun = true;
      byte[] text = heading.text();
      sink.write(text, 0, text.length);
    }
  }

  /** All of it was there. */
  void end() {
    begin();
    release();
  }
}
