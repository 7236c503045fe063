package io.sixgate.james.smtp;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What follows the sender in MAIL; each is sent only to a server that offers its extension.
 *
 * @param size in bytes (RFC 1870)
 * @param eightBit the message has bytes above 127 (RFC 6152)
 * @param utf8 addresses or headers are UTF-8 (RFC 6531); a server without it gets no such message
 * @param ret {@code FULL} or {@code HDRS} (RFC 3461, section 4.3)
 * @param envid in xtext (RFC 3461, section 4.4)
 */
public record MailParameters(
    OptionalLong size,
    boolean eightBit,
    boolean utf8,
    Optional<String> ret,
    Optional<String> envid) {
  public static final MailParameters NONE =
      new MailParameters(OptionalLong.empty(), false, false, Optional.empty(), Optional.empty());

  public MailParameters withSize(long bytes) {
    return new MailParameters(OptionalLong.of(bytes), eightBit, utf8, ret, envid);
  }

  public MailParameters withEightBit(boolean has) {
    return new MailParameters(size, has, utf8, ret, envid);
  }

  /** Whether an address, or a part of one, can be said with SMTPUTF8 only (RFC 6531, 3.5). */
  public static boolean needsUtf8(String address) {
    return address.chars().anyMatch(c -> c >= 128);
  }

  public MailParameters withUtf8() {
    return new MailParameters(size, eightBit, true, ret, envid);
  }

  String text(Extensions offered) {
    StringBuilder text = new StringBuilder();
    if (size.isPresent() && offered.offers("SIZE")) {
      text.append(" SIZE=").append(size.getAsLong());
    }
    if (eightBit && offered.offers("8BITMIME")) {
      text.append(" BODY=8BITMIME");
    }
    if (utf8) {
      text.append(" SMTPUTF8");
    }
    if (offered.offers("DSN")) {
      ret.ifPresent(value -> text.append(" RET=").append(value));
      envid.ifPresent(value -> text.append(" ENVID=").append(value));
    }
    return text.toString();
  }
}
