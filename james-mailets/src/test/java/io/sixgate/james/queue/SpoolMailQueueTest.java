package io.sixgate.james.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.james.spool.MessageStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** A process that ends without a word is one whose queue is not closed. */
class SpoolMailQueueTest {
  private static final MailQueueName NAME = MailQueueName.of("spool");
  private static final byte[] TEXT =
      "Subject: hello\r\n\r\nHello.\r\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;

  @Test
  void aMailOutlivesTheProcessWithAllThatJamesKnowsOfIt() throws Exception {
    open().createQueue(NAME).enQueue(mail("first"));
    MailQueueItem item = next(open());
    Mail mail = item.getMail();
    assertEquals("first", mail.getName());
    assertEquals("transport", mail.getState());
    assertEquals("a@sender.example", mail.getMaybeSender().asString());
    assertEquals(List.of(new MailAddress("b@acme.example")), List.copyOf(mail.getRecipients()));
    assertEquals("value", mail.getAttribute(AttributeName.of("key")).get().getValue().value());
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    mail.getMessage().writeTo(text);
    assertArrayEquals(TEXT, text.toByteArray());
  }

  @Test
  void whatWasTakenAndNotDoneComesAgainAndWhatWasDoneDoesNot() throws Exception {
    SpoolMailQueue queue = open().createQueue(NAME);
    queue.enQueue(mail("first"));
    queue.enQueue(mail("second"), Duration.ofDays(9));
    MailQueueItem taken = next(open());
    assertEquals("first", taken.getMail().getName());
    taken = next(open());
    assertEquals("first", taken.getMail().getName(), "it was taken and not done");
    taken.done(MailQueueItem.CompletionStatus.SUCCESS);
    taken = next(open());
    assertEquals("second", taken.getMail().getName(), "a delay ends with the process");
    taken.done(MailQueueItem.CompletionStatus.SUCCESS);
    assertTrue(open().getQueue(NAME).isEmpty(), "nothing is left");
  }

  private SpoolMailQueueFactory open() throws IOException {
    Clock clock = Clock.systemUTC();
    return new SpoolMailQueueFactory(
        new MessageStore(folder.resolve("james"), Long.MAX_VALUE, 0, clock), clock);
  }

  private static MailQueueItem next(SpoolMailQueueFactory factory) {
    return Flux.from(factory.createQueue(NAME).deQueue()).blockFirst(Duration.ofSeconds(30));
  }

  private static Mail mail(String name) throws Exception {
    MailImpl mail =
        MailImpl.builder()
            .name(name)
            .sender("a@sender.example")
            .addRecipient("b@acme.example")
            .state("transport")
            .addAttribute(new Attribute(AttributeName.of("key"), AttributeValue.of("value")))
            .build();
    mail.setMessageNoCopy(
        new MimeMessageWrapper(
            MimeMessageInputStreamSource.create(name, new ByteArrayInputStream(TEXT))));
    return mail;
  }
}
