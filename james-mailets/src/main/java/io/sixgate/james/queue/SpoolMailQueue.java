package io.sixgate.james.queue;

import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.MessageStore;
import io.sixgate.james.spool.SpoolFull;
import io.sixgate.james.spool.StoredMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import javax.mail.MessagingException;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One queue of mails on disk. */
public final class SpoolMailQueue implements MailQueue {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolMailQueue.class);

  private final MailQueueName name;
  private final Destination destination;
  private final MessageStore store;
  private final Clock clock;
  private final DelayQueue<Entry> waiting = new DelayQueue<>();

  SpoolMailQueue(MailQueueName name, MessageStore store, Clock clock) {
    this.name = name;
    this.destination = new Destination(name.asString());
    this.store = store;
    this.clock = clock;
  }

  /** A mail from before the start. What its delay was is not kept: it goes now. */
  void resume(StoredMessage message) {
    waiting.add(new Entry(message, Instant.EPOCH));
  }

  @Override
  public MailQueueName getName() {
    return name;
  }

  /** How many mails wait here. */
  public int size() {
    return waiting.size();
  }

  @Override
  public void enQueue(Mail mail, Duration delay) throws MailQueueException {
    Instant due = delay.isNegative() ? Instant.EPOCH : clock.instant().plus(delay);
    try {
      waiting.add(new Entry(StoredMail.put(store, destination, mail), due));
    } catch (SpoolFull e) {
      throw new MailQueueException(e.reply().toString(), e);
    } catch (IOException | MessagingException e) {
      throw new MailQueueException("mail " + mail.getName() + " was not stored", e);
    }
  }

  @Override
  public void enQueue(Mail mail) throws MailQueueException {
    enQueue(mail, Duration.ofSeconds(NO_DELAY));
  }

  @Override
  public Publisher<Void> enqueueReactive(Mail mail) {
    return Mono.fromRunnable(
        () -> {
          try {
            enQueue(mail);
          } catch (MailQueueException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** To be subscribed on a thread of its own: it waits there for the next mail. */
  @Override
  public Publisher<MailQueueItem> deQueue() {
    return Flux.generate(
        sink -> {
          try {
            MailQueueItem item = null;
            while (item == null) {
              item = item(waiting.take());
            }
            sink.next(item);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sink.complete();
          }
        });
  }

  /** Nothing if its file cannot be read: that file is set aside or stays for the next start. */
  private MailQueueItem item(Entry entry) {
    try {
      return new Item(entry.message, StoredMail.get(store, entry.message));
    } catch (IOException | MessagingException e) {
      LOG.error("mail-unreadable id={} queue={}", entry.message.id(), name.asString(), e);
      return null;
    }
  }

  @Override
  public void close() {
    // All is on disk.
  }

  private final class Item implements MailQueueItem {
    private final StoredMessage message;
    private final Mail mail;

    Item(StoredMessage message, Mail mail) {
      this.message = message;
      this.mail = mail;
    }

    @Override
    public Mail getMail() {
      return mail;
    }

    /** A rejected mail stays on disk and comes back at the next start: nothing is thrown away. */
    @Override
    public void done(CompletionStatus status) throws MailQueueException {
      switch (status) {
        case SUCCESS -> delete();
        case RETRY -> waiting.add(new Entry(message, Instant.EPOCH));
        case REJECT ->
            LOG.error("mail-rejected id={} queue={} kept=yes", message.id(), name.asString());
      }
    }

    private void delete() throws MailQueueException {
      try {
        store.delete(message);
      } catch (IOException e) {
        throw new MailQueueException("mail " + message.id() + " was not removed", e);
      }
    }
  }

  private final class Entry implements Delayed {
    private final StoredMessage message;
    private final Instant due;

    Entry(StoredMessage message, Instant due) {
      this.message = message;
      this.due = due;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return due.equals(Instant.EPOCH) ? 0 : unit.convert(Duration.between(clock.instant(), due));
    }

    @Override
    public int compareTo(Delayed other) {
      Entry entry = (Entry) other;
      int byTime = due.compareTo(entry.due);
      return byTime != 0 ? byTime : message.id().compareTo(entry.message.id());
    }
  }
}
