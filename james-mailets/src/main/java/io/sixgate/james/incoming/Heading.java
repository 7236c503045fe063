package io.sixgate.james.incoming;

import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.ReceivedHeader;
import io.sixgate.james.smtp.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What the gateway writes above a message: one Received (RFC 5321, section 4.4) and, if it checked
 * anything, one Authentication-Results (RFC 8601). Results that claim to be the gateway's own are
 * taken out (section 5 there), and a message that came by too many servers is refused (RFC 5321,
 * section 6.3).
 */
final class Heading {
  private static final int MOST_HOPS = 25;

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

  /**
   * Why a message is refused.
   *
   * @param hops how many Received its header has so far
   */
  Optional<Reply> refusal(int hops) {
    return hops > MOST_HOPS
        ? Optional.of(Reply.of(554, "5.4.6 too many hops: this message goes round in a loop"))
        : Optional.empty();
  }

  byte[] text() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether an Authentication-Results of this value claims to be the gateway's own. */
  boolean isClaimed(String value) {
    return authority(value).equalsIgnoreCase(gateway);
  }

  /** Behind blanks and comments (RFC 8601, section 2.2), a word or a quoted string. */
  private static String authority(String value) {
    StringBuilder id = new StringBuilder();
    int comments = 0;
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && (quoted || comments > 0) && i + 1 < value.length()) {
        i++;
        if (quoted) {
          id.append(value.charAt(i));
        }
      } else if (quoted) {
        if (c == '"') {
          break;
        }
        id.append(c);
      } else if (c == '(') {
        comments++;
      } else if (c == ')' && comments > 0) {
        comments--;
      } else if (comments == 0 && c == '"' && id.isEmpty()) {
        quoted = true;
      } else if (comments == 0 && (c == ';' || Character.isWhitespace(c))) {
        if (!id.isEmpty()) {
          break;
        }
      } else if (comments == 0) {
        id.append(c);
      }
    }
    return id.toString();
  }
}
