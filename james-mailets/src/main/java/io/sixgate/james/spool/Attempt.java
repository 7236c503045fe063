package io.sixgate.james.spool;

import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import io.sixgate.james.spool.Undeliverable.Failed;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One message and what comes of handing it over. */
final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final MessageStore store;
  private final SpoolSettings settings;
  private final Undeliverable undeliverable;
  private final Counters counters;
  private final Clock clock;

  Attempt(
      MessageStore store,
      SpoolSettings settings,
      Undeliverable undeliverable,
      Counters counters,
      Clock clock) {
    this.store = store;
    this.settings = settings;
    this.undeliverable = undeliverable;
    this.counters = counters;
    this.clock = clock;
  }

  /** Hands the message over. Returns whether the connection can take another. */
  boolean deliver(Lane lane, Waiting waiting, Handover handover) {
    List<Recipient> pending = waiting.pending();
    StoredMessage message = waiting.message;
    try (InputStream text = store.open(message)) {
      List<Reply> replies = handover.deliver(message.envelope().to(pending), message.size(), text);
      lane.endedWith(true);
      settle(lane, waiting, pending, replies);
      return handover.isUsable();
    } catch (IOException | RuntimeException e) {
      CorruptFile corrupt = corruptionIn(e);
      if (corrupt != null) {
        setAside(lane, waiting, corrupt);
      } else {
        lane.endedWith(false);
        defer(lane, waiting, waiting.progress.done(), String.valueOf(e.getMessage()), false);
      }
      return false;
    }
  }

  private static CorruptFile corruptionIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CorruptFile corrupt) {
        return corrupt;
      }
    }
    return null;
  }

  private void setAside(Lane lane, Waiting waiting, CorruptFile reason) {
    try {
      store.setAside(waiting.message, reason);
      lane.remove(waiting);
    } catch (IOException e) {
      defer(lane, waiting, waiting.progress.done(), reason.getMessage(), false);
    }
  }

  private void settle(Lane lane, Waiting waiting, List<Recipient> pending, List<Reply> replies) {
    Set<String> done = new HashSet<>(waiting.progress.done());
    List<Failed> failed = new ArrayList<>();
    String later = "";
    int taken = 0;
    for (int i = 0; i < pending.size(); i++) {
      Recipient recipient = pending.get(i);
      Reply reply = replies.get(i);
      if (reply.isPositive()) {
        done.add(recipient.address());
        counters.delivered.incrementAndGet();
        taken++;
        tell("delivered", waiting, recipient, reply);
      } else if (reply.isPermanent()) {
        failed.add(new Failed(recipient, reply, false));
      } else {
        later = reply.toString();
        tell("deferred", waiting, recipient, reply);
      }
    }
    if (taken > 0) {
      count(waiting, Traffic.transmitted(Volume.of(waiting.message.size(), taken)));
    }
    if (!failed.isEmpty()) {
      count(waiting, Traffic.rejected(failed.size()));
      try {
        report(waiting, failed);
        failed.forEach(each -> done.add(each.recipient().address()));
      } catch (IOException | RuntimeException e) {
        later = "not reported: " + e.getMessage(); // those who have it do not get it again
      }
    }
    if (later.isEmpty()) {
      lane.remove(waiting);
      forget(waiting.message);
    } else {
      defer(lane, waiting, done, later, done.size() > waiting.progress.done().size());
    }
  }

  private void count(Waiting waiting, Traffic traffic) {
    counters.traffic().add(waiting.message.destination(), traffic);
  }

  private void report(Waiting waiting, List<Failed> failed) throws IOException {
    for (Failed each : failed) {
      counters.failed.incrementAndGet();
      tell("failed", waiting, each.recipient(), each.reply());
    }
    undeliverable.report(waiting.message, failed);
  }

  private void defer(Lane lane, Waiting waiting, Set<String> done, String reply, boolean durably) {
    counters.deferred.incrementAndGet();
    int attempts = waiting.progress.attempts() + 1;
    Instant next =
        clock
            .instant()
            .plus(settings.messages().after(attempts, ThreadLocalRandom.current()::nextDouble));
    Progress progress = new Progress(attempts, next, reply, waiting.progress.held(), done);
    try {
      store.save(waiting.message, progress, durably);
    } catch (IOException e) {
      LOG.warn("state-not-written id={} text={}", waiting.message.id(), e.getMessage());
    }
    lane.putBack(waiting, progress, clock.instant());
  }

  /** The message is too old. */
  void expire(Lane lane, Waiting waiting) {
    String last = waiting.progress.reply().isEmpty() ? lane.because() : waiting.progress.reply();
    giveUp(lane, waiting, Reply.of(554, "5.4.7 delivery time expired; last: " + last), true);
  }

  boolean giveUp(Lane lane, Waiting waiting, Reply reply, boolean expired) {
    try {
      report(
          waiting,
          waiting.pending().stream()
              .map(recipient -> new Failed(recipient, reply, expired))
              .toList());
      lane.remove(waiting);
      forget(waiting.message);
      return true;
    } catch (IOException | RuntimeException e) {
      defer(lane, waiting, waiting.progress.done(), String.valueOf(e.getMessage()), false);
      return false;
    }
  }

  /**
   * Takes a message off the disk. One that a disk does not let go is answered for all the same: it
   * may come again with the next process, not with the next attempt.
   */
  void forget(StoredMessage message) {
    try {
      store.delete(message);
    } catch (IOException e) {
      LOG.warn("not-removed id={} text={}", message.id(), e.getMessage());
    }
  }

  private static void tell(String event, Waiting waiting, Recipient recipient, Reply reply) {
    LOG.info(
        "{} id={} from=<{}> to=<{}> size={} reply={}",
        event,
        waiting.message.id(),
        waiting.message.envelope().sender(),
        recipient.address(),
        waiting.message.size(),
        reply);
  }
}
