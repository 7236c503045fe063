package io.sixgate.james.outgoing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The header of a message, cut off where it is too long for a report. */
final class MessageHeader {
  private static final int LONGEST = 64 * 1024;

  private MessageHeader() {}

  /** Up to the empty line; whole lines, without the empty one. */
  static byte[] of(InputStream message) throws IOException {
    InputStream in = new BufferedInputStream(message);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        if (line.size() <= 2 || header.size() + line.size() > LONGEST) {
          break;
        }
        line.writeTo(header);
        line.reset();
      } else if (line.size() > LONGEST) {
        break;
      }
    }
    return header.toByteArray();
  }
}
