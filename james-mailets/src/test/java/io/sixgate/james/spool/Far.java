package io.sixgate.james.spool;

import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Destinations in memory. */
final class Far implements Delivery {
  final Map<Destination, String> down = new ConcurrentHashMap<>();
  final Map<String, Reply> replies = new ConcurrentHashMap<>();
  final List<String> received = new CopyOnWriteArrayList<>();
  final List<Destination> known = new CopyOnWriteArrayList<>();
  final AtomicInteger underWay = new AtomicInteger();
  volatile Duration slow = Duration.ZERO;

  /** How long each message takes. */
  volatile Duration pace = Duration.ZERO;

  /** What happens while a message is handed over. */
  volatile Runnable meanwhile = () -> {};

  /** Those that are lost within each message. */
  final List<Destination> breaking = new CopyOnWriteArrayList<>();

  /** While it is there, deliveries of its destination wait. */
  final Map<Destination, CountDownLatch> gates = new ConcurrentHashMap<>();

  final Map<Destination, AtomicInteger> sessions = new ConcurrentHashMap<>();
  final Map<Destination, Integer> mostSessions = new ConcurrentHashMap<>();

  @Override
  public Handover open(Destination destination, Envelope first) throws IOException {
    if (!slow.isZero() && !known.contains(destination)) {
      underWay.incrementAndGet();
      try {
        Thread.sleep(slow.toMillis()); // as a connection that is never answered
      } catch (InterruptedException e) {
        throw new IOException(e);
      } finally {
        underWay.decrementAndGet();
      }
    }
    String because = down.get(destination);
    if (because != null) {
      throw new IOException(because);
    }
    AtomicInteger open = sessions.computeIfAbsent(destination, name -> new AtomicInteger());
    mostSessions.merge(destination, open.incrementAndGet(), Math::max);
    return new Handover() {
      @Override
      public List<Reply> deliver(Envelope envelope, long size, InputStream message)
          throws IOException {
        if (breaking.contains(destination)) {
          throw new IOException("connection lost");
        }
        CountDownLatch gate = gates.get(destination);
        if (gate != null || !pace.isZero()) {
          try {
            if (gate != null) {
              gate.await();
            }
            Thread.sleep(pace.toMillis());
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        }
        String text = new String(message.readAllBytes(), StandardCharsets.UTF_8);
        List<String> addresses = envelope.recipients().stream().map(Recipient::address).toList();
        received.add(destination + " " + String.join(",", addresses) + " " + text);
        meanwhile.run();
        List<Reply> answers = new ArrayList<>();
        for (String address : addresses) {
          answers.add(replies.getOrDefault(address, Reply.of(250, "2.0.0 Ok")));
        }
        return answers;
      }

      @Override
      public boolean isUsable() {
        return true;
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  static Envelope envelope(String account, String... recipients) {
    return new Envelope(
        "bob@example.org",
        Stream.of(recipients).map(address -> new Recipient(address, RcptParameters.NONE)).toList(),
        MailParameters.NONE,
        Optional.empty(),
        account,
        Map.of());
  }

  static Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
