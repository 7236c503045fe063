package io.sixgate.james.spool;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * An envelope as lines of a key and a value:
 *
 * <pre>
 * sender bob@example.org
 * recipient alice@acme.example
 * notify FAILURE
 * client 198.51.100.4 41822 192.0.2.1 25 mail.example.org
 * account acme
 * note.login alice
 * </pre>
 */
final class EnvelopeText {
  private EnvelopeText() {}

  static String write(Envelope envelope) {
    StringBuilder text = new StringBuilder();
    line(text, "sender", envelope.sender());
    for (Recipient recipient : envelope.recipients()) {
      line(text, "recipient", recipient.address());
      recipient.parameters().notifyOn().ifPresent(value -> line(text, "notify", value));
      recipient.parameters().orcpt().ifPresent(value -> line(text, "orcpt", value));
    }
    MailParameters parameters = envelope.parameters();
    if (parameters.eightBit()) {
      line(text, "body", "8bitmime");
    }
    if (parameters.utf8()) {
      line(text, "utf8", "yes");
    }
    parameters.ret().ifPresent(value -> line(text, "ret", value));
    parameters.envid().ifPresent(value -> line(text, "envid", value));
    envelope
        .client()
        .ifPresent(
            client ->
                line(
                    text,
                    "client",
                    "%s %s %s %s %s"
                        .formatted(
                            client.address(),
                            client.port(),
                            client.gateway(),
                            client.gatewayPort(),
                            client.helo())));
    line(text, "account", envelope.account());
    envelope
        .notes()
        .forEach((key, value) -> line(text, "note." + escaped(key).replace(" ", "%0020"), value));
    return text.toString();
  }

  /**
   * @throws CorruptFile if the lines are no envelope
   */
  static Envelope read(List<String> lines) throws CorruptFile {
    String sender = null;
    List<Recipient> recipients = new ArrayList<>();
    MailParameters parameters = MailParameters.NONE;
    Optional<ClientIdentity> client = Optional.empty();
    String account = "";
    Map<String, String> notes = new TreeMap<>();
    for (String line : lines) {
      int blank = line.indexOf(' ');
      if (blank < 0) {
        throw new CorruptFile("\"" + line + "\" is no line of an envelope");
      }
      String key = line.substring(0, blank);
      String value = unescaped(line.substring(blank + 1));
      switch (key) {
        case "sender" -> sender = value;
        case "recipient" -> recipients.add(new Recipient(value, RcptParameters.NONE));
        case "notify", "orcpt" -> addToLast(recipients, key, value);
        case "body" -> parameters = with(parameters, true, parameters.utf8());
        case "utf8" -> parameters = with(parameters, parameters.eightBit(), true);
        case "ret" ->
            parameters =
                new MailParameters(
                    OptionalLong.empty(),
                    parameters.eightBit(),
                    parameters.utf8(),
                    Optional.of(value),
                    parameters.envid());
        case "envid" ->
            parameters =
                new MailParameters(
                    OptionalLong.empty(),
                    parameters.eightBit(),
                    parameters.utf8(),
                    parameters.ret(),
                    Optional.of(value));
        case "client" -> client = Optional.of(client(value));
        case "account" -> account = value;
        default -> {
          if (!key.startsWith("note.")) {
            throw new CorruptFile("\"" + key + "\" is no key of an envelope");
          }
          notes.put(unescaped(key.substring("note.".length())), value);
        }
      }
    }
    if (sender == null || recipients.isEmpty()) {
      throw new CorruptFile("the envelope has no sender or no recipient");
    }
    return new Envelope(sender, recipients, parameters, client, account, notes);
  }

  private static void addToLast(List<Recipient> recipients, String key, String value)
      throws CorruptFile {
    if (recipients.isEmpty()) {
      throw new CorruptFile("\"" + key + "\" stands before any recipient");
    }
    Recipient last = recipients.remove(recipients.size() - 1);
    RcptParameters before = last.parameters();
    RcptParameters after =
        key.equals("notify")
            ? new RcptParameters(Optional.of(value), before.orcpt())
            : new RcptParameters(before.notifyOn(), Optional.of(value));
    recipients.add(new Recipient(last.address(), after));
  }

  private static MailParameters with(MailParameters before, boolean eightBit, boolean utf8) {
    return new MailParameters(before.size(), eightBit, utf8, before.ret(), before.envid());
  }

  private static ClientIdentity client(String value) throws CorruptFile {
    String[] words = value.split(" ", 5);
    try {
      if (words.length == 5) {
        return new ClientIdentity(
            IpAddress.parse(words[0]),
            Port.parse(words[1]),
            IpAddress.parse(words[2]),
            Port.parse(words[3]),
            words[4]);
      }
    } catch (WrongValueException e) {
      throw new CorruptFile("\"" + value + "\" is no client: " + e.getMessage());
    }
    throw new CorruptFile("\"" + value + "\" is no client");
  }

  static void line(StringBuilder text, String key, String value) {
    text.append(key).append(' ').append(escaped(value)).append('\n');
  }

  /** One line, whatever it is: control characters and % as % and four hexadecimal digits. */
  static String escaped(String value) {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '%' || c == 127) {
        text.append('%').append(String.format("%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  static String unescaped(String value) throws CorruptFile {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      try {
        text.append((char) Integer.parseInt(value.substring(i + 1, i + 5), 16));
      } catch (RuntimeException e) {
        throw new CorruptFile("\"" + value + "\" has a % that stands for nothing");
      }
      i += 4;
    }
    return text.toString();
  }
}
