package io.sixgate.james.smtp;

import java.util.Optional;

/**
 * What follows a recipient in RCPT, for a server that offers DSN (RFC 3461).
 *
 * @param notifyOn e.g. {@code NEVER} or {@code FAILURE,DELAY}
 * @param orcpt the original recipient, e.g. {@code rfc822;bob@acme.example}
 */
public record RcptParameters(Optional<String> notifyOn, Optional<String> orcpt) {
  public static final RcptParameters NONE = new RcptParameters(Optional.empty(), Optional.empty());

  String text(Extensions offered) {
    if (!offered.offers("DSN")) {
      return "";
    }
    return notifyOn.map(value -> " NOTIFY=" + value).orElse("")
        + orcpt.map(value -> " ORCPT=" + value).orElse("");
  }
}
