package io.sixgate.james.outgoing;

import io.sixgate.james.smtp.Printable;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;

/** Whom a message claims to be from. */
final class FromHeader {
  private FromHeader() {}

  /** Fields that say who wrote or sent the message, beside From (RFC 5322, section 3.6). */
  private static final List<String> MORE_CLAIMS = List.of("Sender", "Resent-From", "Resent-Sender");

  /** Why the host may not send this message; empty if it may. */
  static Optional<String> refusal(Sender sender, MimeMessage message) throws MessagingException {
    String[] fields = message.getHeader("From");
    if (fields == null) {
      return Optional.of("it has no From header");
    }
    if (fields.length > 1) {
      return Optional.of("it has more than one From header"); // RFC 5322, section 3.6
    }
    Optional<String> refusal = refusal(sender, "From", fields[0]);
    for (String name : MORE_CLAIMS) {
      String[] claims = message.getHeader(name);
      for (int i = 0; refusal.isEmpty() && claims != null && i < claims.length; i++) {
        refusal = refusal(sender, name, claims[i]);
      }
    }
    return refusal;
  }

  private static Optional<String> refusal(Sender sender, String name, String field) {
    String its = "its " + name + " header ";
    try {
      InternetAddress[] addresses = InternetAddress.parse(field, true);
      if (addresses.length == 0) {
        return Optional.of(its + "names nobody");
      }
      for (InternetAddress address : addresses) {
        if (address.isGroup()) {
          return Optional.of(its + "is a group");
        }
        String text = address.getAddress();
        String domain = text.substring(text.lastIndexOf('@') + 1);
        if (!sender.mayUse(domain)) {
          return Optional.of(its + "is of " + Printable.of(domain));
        }
      }
      return Optional.empty();
    } catch (AddressException e) {
      return Optional.of(its + "cannot be read");
    }
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
