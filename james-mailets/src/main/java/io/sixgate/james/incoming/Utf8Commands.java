package io.sixgate.james.incoming;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * James's commands, read as UTF-8 (RFC 6531). Addresses between brackets go on as {@link
 * Utf8Addresses} has them.
 */
public final class Utf8Commands extends CommandDispatcher<SMTPSession> {
  @Override
  protected Request parseRequest(SMTPSession session, byte[] line) throws Exception {
    return super.parseRequest(session, ascii(line));
  }

  /** What is no UTF-8 stays as it is: James takes it for wrong. */
  static byte[] ascii(byte[] line) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      return line;
    }
    int from = text.indexOf('<') + 1;
    int space = text.indexOf("> ", from); // behind it come parameters, which may have a >
    int to = space < 0 ? text.lastIndexOf('>') : space;
    if (from == 0 || to < from) {
      return line;
    }
    return (text.substring(0, from)
            + Utf8Addresses.escaped(text.substring(from, to))
            + text.substring(to))
        .getBytes(StandardCharsets.UTF_8);
  }
}
