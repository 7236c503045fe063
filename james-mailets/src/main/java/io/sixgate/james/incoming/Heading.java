package io.sixgate.james.incoming;

import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.ReceivedHeader;
import io.sixgate.james.smtp.Reply;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the gateway writes above a message: one Received (RFC 5321, section 4.4) and, if it checked
 * anything, one Authentication-Results (RFC 8601). Results that claim to be the gateway's own are
 * taken out (section 5 there), and a message that came by too many servers is refused (RFC 5321,
 * section 6.3).
 */
final class Heading {
  private static final Logger LOG = LoggerFactory.getLogger(Heading.class);
  private static final int MOST_HOPS = 25;
  private static final int LARGEST_HEADER = 1 << 20;

  private final String gateway;
  private final String text;

  /**
   * The heading of one message.
   *
   * @param gateway the relay's name
   * @param protocol e.g. {@code ESMTPS}
   * @param results what follows the gateway's name in Authentication-Results; empty: no such header
   */
  Heading(
      String gateway,
      ClientIdentity client,
      String protocol,
      String id,
      Optional<String> results,
      Instant now) {
    this.gateway = gateway;
    this.text =
        ReceivedHeader.of(client.address(), client.helo(), gateway, protocol, id, now)
            + results
                .map(found -> "Authentication-Results: %s; %s\r\n".formatted(gateway, found))
                .orElse("");
  }

  /** Refuses the message, or hands it on with the heading above it. */
  Reply refusalOr(Conversation.Message message, Function<Conversation.Message, Reply> next) {
    try {
      byte[] header;
      try (InputStream in = message.open()) {
        header = header(in);
      }
      if (header.length >= LARGEST_HEADER) {
        return Reply.of(552, "5.3.4 the header is larger than %d bytes".formatted(LARGEST_HEADER));
      }
      HeaderFields fields = HeaderFields.of(header);
      if (fields.count("received") > MOST_HOPS) {
        return Reply.of(554, "5.4.6 too many hops: this message goes round in a loop");
      }
      byte[] above =
          (text + fields.without("authentication-results", this::claimsToBeOurs))
              .getBytes(StandardCharsets.ISO_8859_1);
      return next.apply(() -> joined(above, message, header.length));
    } catch (IOException e) {
      LOG.error("message-unreadable text={}", e.getMessage());
      return Reply.of(451, "4.3.0 the message could not be read; try again");
    }
  }

  private boolean claimsToBeOurs(String value) {
    String id = value.strip().split("[\\s;]", 2)[0];
    return id.equalsIgnoreCase(gateway);
  }

  private static InputStream joined(byte[] above, Conversation.Message message, int skip)
      throws IOException {
    InputStream rest = message.open();
    rest.skipNBytes(skip);
    return new SequenceInputStream(new ByteArrayInputStream(above), rest);
  }

  /** All lines before the empty one; that line is no part of it. */
  private static byte[] header(InputStream in) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream(4096);
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    InputStream buffered = new BufferedInputStream(in, 16 * 1024);
    int b;
    while ((b = buffered.read()) >= 0 && header.size() < LARGEST_HEADER) {
      line.write(b);
      if (b == '\n') {
        if (line.size() <= 2) {
          return header.toByteArray();
        }
        line.writeTo(header);
        line.reset();
      }
    }
    line.writeTo(header);
    return header.toByteArray();
  }
}
