package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A protocol that begins in the clear and asks for TLS, with its registered port. */
public enum StarttlsProtocol {
  FTP(21),
  SMTP(25),
  POP3(110),
  NNTP(119),
  IMAP(143),
  LDAP(389),
  SUBMISSION(587),
  SIEVE(4190),
  XMPP_CLIENT(5222),
  XMPP_SERVER(5269),
  POSTGRESQL(5432);

  private final int number;

  StarttlsProtocol(int number) {
    this.number = number;
  }

  /** Where it is spoken if nothing else is said. */
  public Port port() {
    return new Port(number);
  }

  /**
   * Reads an entry of {@code starttls-ports}: a protocol's port, its name, or its name and another
   * port, as in {@code imap-1143}.
   *
   * @throws WrongValueException if the text is none of these
   */
  static Service parse(String text) {
    for (StarttlsProtocol protocol : values()) {
      if (text.equals(protocol.toString()) || text.equals("" + protocol.number)) {
        return Service.starttls(protocol, protocol.port());
      }
    }
    int hyphen = text.lastIndexOf('-');
    Optional<StarttlsProtocol> named =
        Arrays.stream(values())
            .filter(protocol -> hyphen > 0 && text.substring(0, hyphen).equals(protocol.toString()))
            .findFirst();
    if (named.isEmpty()) {
      throw new WrongValueException(
          "it is neither the port of a protocol with STARTTLS nor PROTOCOL-PORT",
          "use one of "
              + Arrays.stream(values())
                  .map(protocol -> protocol.number + " (" + protocol + ")")
                  .collect(Collectors.joining(", "))
              + ", or e.g. imap-1143");
    }
    return Service.starttls(named.get(), Port.parse(text.substring(hyphen + 1)));
  }

  /** As services and HAProxy's counts are called by it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
