package io.sixgate.james.queue;

import io.sixgate.james.spool.MessageStore;
import io.sixgate.james.spool.StoredMessage;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;

/** Queues in one {@link MessageStore}, a folder each, named as the queue is. */
public final class SpoolMailQueueFactory implements MailQueueFactory<SpoolMailQueue> {
  private final MessageStore store;
  private final Clock clock;
  private final Map<MailQueueName, SpoolMailQueue> queues = new ConcurrentHashMap<>();

  /** Takes up what the store has from before. */
  public SpoolMailQueueFactory(MessageStore store, Clock clock) throws IOException {
    this.store = store;
    this.clock = clock;
    for (StoredMessage message : store.load()) {
      createQueue(MailQueueName.of(message.destination().name())).resume(message);
    }
  }

  @Override
  public Optional<SpoolMailQueue> getQueue(MailQueueName name, PrefetchCount count) {
    return Optional.ofNullable(queues.get(name));
  }

  @Override
  public SpoolMailQueue createQueue(MailQueueName name, PrefetchCount count) {
    return queues.computeIfAbsent(name, absent -> new SpoolMailQueue(absent, store, clock));
  }

  @Override
  public Set<MailQueueName> listCreatedMailQueues() {
    return Set.copyOf(queues.keySet());
  }
}
