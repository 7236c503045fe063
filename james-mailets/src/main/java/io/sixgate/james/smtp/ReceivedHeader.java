package io.sixgate.james.smtp;

import io.sixgate.inventory.net.IpAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The line that each server writes above a message (RFC 5321, section 4.4). */
public final class ReceivedHeader {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private ReceivedHeader() {}

  /**
   * The header with its line breaks.
   *
   * @param helo what the client called itself; may be anything
   * @param by our own name
   * @param protocol e.g. {@code ESMTPS} (RFC 3848)
   */
  public static String of(
      IpAddress client, String helo, String by, String protocol, String id, Instant now) {
    return "Received: from %s ([%s])\r\n\tby %s with %s id %s;\r\n\t%s\r\n"
        .formatted(
            helo.isEmpty() ? "unknown" : helo.replaceAll("[^!-~]|[()<>;\\\\\"]", "?"),
            client.match(v4 -> v4.toString(), v6 -> "IPv6:" + v6),
            by,
            protocol,
            id,
            date(now));
  }

  /** A time as headers have it (RFC 5322, section 3.3). */
  public static String date(Instant time) {
    return DATE.format(time.atOffset(ZoneOffset.UTC));
  }
}
