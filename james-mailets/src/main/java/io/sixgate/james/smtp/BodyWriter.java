package io.sixgate.james.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Sends a message as DATA wants it: dots at the start of lines doubled, CRLF at its end. A CR or LF
 * that stands alone becomes CRLF: it could end the message for one server and not for the next
 * (SMTP smuggling).
 */
final class BodyWriter {
  private static final byte[] DOT = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int CHUNK = 32 * 1024;

  private final OutputStream out;
  private final byte[] chunk = new byte[CHUNK];
  private int filled;
  private int previous = '\n';

  BodyWriter(OutputStream out) {
    this.out = out;
  }

  /** Some of the message: its bytes from one index up to, not with, another. */
  void write(byte[] bytes, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      next(bytes[i]);
    }
  }

  /** The final dot, and all that was held back. */
  void finish() throws IOException {
    if (previous == '\r') {
      put('\n');
      previous = '\n';
    }
    drain();
    boolean atLineStart = previous == '\n';
    out.write(DOT, atLineStart ? 2 : 0, atLineStart ? 3 : 5);
    out.flush();
  }

  private void next(byte b) throws IOException {
    if (previous == '\r' && b != '\n') {
      put('\n');
      previous = '\n';
    }
    if (b == '\n' && previous != '\r') {
      put('\r');
    } else if (b == '.' && previous == '\n') {
      put('.');
    }
    put(b);
    previous = b;
  }

  private void put(int b) throws IOException {
    if (filled == chunk.length) {
      drain();
    }
    chunk[filled++] = (byte) b;
  }

  private void drain() throws IOException {
    out.write(chunk, 0, filled);
    filled = 0;
  }
}
