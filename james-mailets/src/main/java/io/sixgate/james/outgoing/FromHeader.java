package io.sixgate.james.outgoing;

import io.sixgate.james.smtp.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;

/** Whom a message claims to be from. */
final class FromHeader {
  private FromHeader() {}

  /** Why the host may not send this message; empty if it may. */
  static Optional<String> refusal(Sender sender, MimeMessage message) throws MessagingException {
    String[] fields = message.getHeader("From");
    if (fields == null) {
      return Optional.of("it has no From header");
    }
    if (fields.length > 1) {
      return Optional.of("it has more than one From header"); // RFC 5322, section 3.6
    }
    List<String> domains = new ArrayList<>();
    try {
      for (InternetAddress address : InternetAddress.parse(fields[0], true)) {
        if (address.isGroup()) {
          return Optional.of("its From header is a group");
        }
        String text = address.getAddress();
        domains.add(text.substring(text.lastIndexOf('@') + 1));
      }
    } catch (AddressException e) {
      return Optional.of("its From header cannot be read");
    }
    if (domains.isEmpty()) {
      return Optional.of("its From header names nobody");
    }
    return domains.stream()
        .filter(domain -> !sender.mayUse(domain))
        .findFirst()
        .map(domain -> "its From header is of " + Printable.of(domain));
  }

  /** The domain of the first address, for which it is signed. */
  static Optional<String> domain(MimeMessage message) throws MessagingException {
    String[] fields = message.getHeader("From");
    if (fields == null) {
      return Optional.empty();
    }
    try {
      InternetAddress[] addresses = InternetAddress.parse(fields[0], true);
      return addresses.length == 0
          ? Optional.empty()
          : Optional.of(addresses[0].getAddress())
              .map(text -> text.substring(text.lastIndexOf('@') + 1));
    } catch (AddressException e) {
      return Optional.empty();
    }
  }
}
