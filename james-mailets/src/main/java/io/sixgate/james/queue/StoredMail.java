package io.sixgate.james.queue;

import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.MessageStore;
import io.sixgate.james.spool.StoredMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.PerRecipientHeaders.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** James's mail as an envelope with notes and a text, and back. */
final class StoredMail {
  private static final Logger LOG = LoggerFactory.getLogger(StoredMail.class);

  /** The way through the mailets is nobody's quota: it is as long as the mailets are busy. */
  private static final String ACCOUNT = "";

  private static final String ATTRIBUTE = "attribute.";
  private static final String HEADER = "header.";

  private StoredMail() {}

  static StoredMessage put(MessageStore store, Destination destination, Mail mail)
      throws IOException, MessagingException {
    Map<String, String> notes = new TreeMap<>();
    note(notes, "name", mail.getName());
    note(notes, "state", mail.getState());
    note(notes, "error", mail.getErrorMessage());
    note(notes, "remote-host", mail.getRemoteHost());
    note(notes, "remote-address", mail.getRemoteAddr());
    if (mail.getLastUpdated() != null) {
      note(notes, "updated", mail.getLastUpdated().toInstant().toString());
    }
    mail.attributes().forEach(attribute -> note(notes, attribute, mail.getName()));
    int count = 0;
    for (Map.Entry<MailAddress, Header> header :
        mail.getPerRecipientSpecificHeaders().getHeadersByRecipient().entries()) {
      notes.put(HEADER + count++, header.getKey().asString() + "\n" + header.getValue().asString());
    }
    List<Recipient> recipients =
        mail.getRecipients().stream()
            .map(address -> new Recipient(address.asString(), RcptParameters.NONE))
            .toList();
    Envelope envelope =
        new Envelope(
            mail.getMaybeSender().asString(""),
            recipients,
            MailParameters.NONE,
            Optional.empty(),
            ACCOUNT,
            notes);
    return store.put(
        destination,
        envelope,
        out -> {
          try {
            // As it came, if no mailet changed it.
            mail.getMessage().writeTo(out);
          } catch (MessagingException e) {
            throw new IOException(e);
          }
        });
  }

  private static void note(Map<String, String> notes, String key, String value) {
    if (value != null) {
      notes.put(key, value);
    }
  }

  private static void note(Map<String, String> notes, Attribute attribute, String mail) {
    attribute
        .getValue()
        .toJson()
        .ifPresentOrElse(
            json -> notes.put(ATTRIBUTE + attribute.getName().asString(), json.toString()),
            () -> LOG.warn("attribute-lost mail={} attribute={}", mail, attribute.getName()));
  }

  static Mail get(MessageStore store, StoredMessage stored) throws IOException, MessagingException {
    Envelope envelope = stored.envelope();
    Map<String, String> notes = envelope.notes();
    MailImpl.Builder builder =
        MailImpl.builder()
            .name(notes.getOrDefault("name", stored.id()))
            .state(notes.get("state"))
            .errorMessage(notes.get("error"))
            .remoteHost(notes.get("remote-host"))
            .remoteAddr(notes.get("remote-address"));
    if (envelope.hasSender()) {
      builder.sender(envelope.sender());
    }
    for (Recipient recipient : envelope.recipients()) {
      builder.addRecipient(recipient.address());
    }
    for (Map.Entry<String, String> note : notes.entrySet()) {
      if (note.getKey().startsWith(ATTRIBUTE)) {
        AttributeName name = AttributeName.of(note.getKey().substring(ATTRIBUTE.length()));
        builder.addAttribute(new Attribute(name, AttributeValue.fromJsonString(note.getValue())));
      } else if (note.getKey().startsWith(HEADER)) {
        String[] pair = note.getValue().split("\n", 2);
        builder.addHeaderForRecipient(Header.fromString(pair[1]), new MailAddress(pair[0]));
      }
    }
    MailImpl mail = builder.build();
    try (InputStream text = store.open(stored)) {
      MimeMessageInputStreamSource source = MimeMessageInputStreamSource.create(stored.id(), text);
      mail.setMessageNoCopy(new MimeMessageWrapper(source));
    }
    if (notes.containsKey("updated")) {
      mail.setLastUpdated(Date.from(Instant.parse(notes.get("updated"))));
    }
    return mail;
  }
}
