package io.sixgate.relay.james;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/** Stands for the mailboxes of {@link StockJames}: each message becomes a file in the folder. */
public final class FolderMailet extends GenericMailet {
  @Override
  public void service(Mail mail) throws MessagingException {
    Path file = Path.of(getInitParameter("folder")).resolve(mail.getName());
    try (OutputStream out = Files.newOutputStream(file)) {
      mail.getMessage().writeTo(out);
    } catch (IOException e) {
      throw new MessagingException("the message could not be written", e);
    }
    mail.setState(Mail.GHOST);
  }
}
