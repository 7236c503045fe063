package io.sixgate.james.incoming;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPResponse;

/**
 * The parameters that may follow the address in MAIL or RCPT. James leaves out those that it does
 * not know; the client would rely on what nobody does (RFC 5321, section 4.1.1.11). And how long
 * the address may be.
 */
public final class KnownParameters {
  /**
   * RFC 5321, section 4.5.3.1.3, says 256 octets; lists write more into their senders, and {@link
   * Utf8Addresses} three characters for a byte. James has no limit but that of the line, 64 KiB.
   */
  private static final int LONGEST_PATH = 1000;

  private final Set<String> names;

  /** The parameters of the extensions that EHLO names, in capitals. */
  public KnownParameters(String... names) {
    this.names = Set.of(names);
  }

  /**
   * The answer to a command with another parameter; empty if there is none.
   *
   * @param argument what follows the verb, e.g. {@code FROM:<ann@acme.example> SIZE=1000}
   */
  public Optional<Response> refuse(String argument) {
    int end = argument.indexOf("> ");
    if ((end < 0 ? argument.length() : end) > LONGEST_PATH) {
      return Optional.of(new SMTPResponse("553", "5.1.3 the address is too long"));
    }
    if (end < 0) {
      return Optional.empty();
    }
    return Stream.of(argument.substring(end + 1).trim().split(" +"))
        .map(parameter -> parameter.split("=", 2)[0])
        .filter(name -> !names.contains(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .map(KnownParameters::refused);
  }

  private static Response refused(String name) {
    // RFC 5321, section 4.1.2: esmtp-keyword.
    String said = name.matches("[A-Za-z0-9][A-Za-z0-9-]{0,39}") ? name : "that";
    return new SMTPResponse("555", "5.5.4 there is no parameter " + said + " here, see EHLO");
  }
}
