package io.sixgate.james.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads replies.
 *
 * <pre>
 * 250-mx.acme.example
 * 250-PIPELINING
 * 250 8BITMIME
 * </pre>
 */
final class ReplyReader {
  /** RFC 5321, section 4.5.3.1.5, says 512; real servers say more. */
  private static final int LONGEST_LINE = 4096;

  private static final int MOST_LINES = 200;

  private final InputStream in;

  ReplyReader(InputStream in) {
    this.in = in;
  }

  Reply read() throws IOException {
    List<String> lines = new ArrayList<>(1);
    String line = line();
    int code = code(line);
    while (true) {
      if (code(line) != code) {
        throw new IOException("not an SMTP reply: \"" + shown(line) + "\" within one of " + code);
      }
      lines.add(line.length() > 4 ? line.substring(4) : "");
      if (line.length() == 3 || line.charAt(3) == ' ') {
        return new Reply(code, lines);
      }
      if (lines.size() == MOST_LINES) {
        throw new IOException("a reply of more than " + MOST_LINES + " lines");
      }
      line = line();
    }
  }

  private static int code(String line) throws IOException {
    boolean known =
        line.length() >= 3
            && line.charAt(0) >= '2'
            && line.charAt(0) <= '5'
            && isDigit(line.charAt(1))
            && isDigit(line.charAt(2))
            && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
    if (!known) {
      throw new IOException("not an SMTP reply: \"" + shown(line) + "\"");
    }
    return Integer.parseInt(line, 0, 3, 10);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** What a server said is printed and handed on: no control characters, no other line. */
  private String line() throws IOException {
    byte[] bytes = new byte[128];
    int length = 0;
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (b == '\n') {
        break;
      }
      if (length == LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
      bytes[length++] = (byte) ((b < ' ' && b != '\r') || b == 127 ? ' ' : b);
    }
    while (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8).replace('\r', ' ');
  }

  private static String shown(String line) {
    return line.length() > 80 ? line.substring(0, 80) + "…" : line;
  }
}
