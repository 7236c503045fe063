package io.sixgate.james.spool;

import static io.sixgate.james.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's clock is set by days while mail waits. */
class ClockJumpTest {
  private static final Destination ACME = new Destination("acme.example");

  @TempDir private Path root;
  private final Far far = new Far();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return Instant.now().plus(ahead.get());
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
  private Spool spool;

  @BeforeEach
  void start() throws IOException {
    spool =
        new Spool(
            "test",
            new MessageStore(root, 10_000, 0, clock),
            SpoolSettings.PRIMARIES,
            far,
            (message, failed) -> givenUp.incrementAndGet(),
            clock);
    spool.start();
  }

  @AfterEach
  void stop() {
    spool.close();
  }

  @Test
  void setBackByTwoDaysItTriesADestinationThatIsDownNoLaterThanBefore() throws Exception {
    far.down.put(ACME, "connection refused");
    put();
    eventually(() -> spool.isDown(ACME));
    ahead.set(Duration.ofDays(-2));
    far.down.clear();
    eventually(() -> far.received.size() == 1);
  }

  @Test
  void whatWasToWaitByAWrongClockGoesAfterARestart() throws Exception {
    ahead.set(Duration.ofDays(2));
    far.replies.put("a@acme.example", Reply.of(451, "4.2.0 later"));
    put();
    eventually(() -> far.received.size() == 1 && spool.entries().get(0).attempts() == 1);
    spool.close();
    ahead.set(Duration.ZERO);
    far.replies.clear();
    start();
    eventually(() -> far.received.size() == 2);
  }

  @Test
  void setForwardByFourDaysNothingIsGivenUp() throws Exception {
    far.down.put(ACME, "connection refused");
    put();
    eventually(() -> spool.isDown(ACME));
    ahead.set(Duration.ofDays(4));
    far.down.clear();
    eventually(() -> far.received.size() == 1);
    assertEquals(0, givenUp.get());
  }

  private void put() throws IOException {
    spool.store(
        ACME,
        new Envelope(
            "s@elsewhere.example",
            List.of(new Recipient("a@acme.example", RcptParameters.NONE)),
            MailParameters.NONE,
            Optional.empty(),
            "acme",
            Map.of()),
        out -> out.write("x".getBytes(StandardCharsets.US_ASCII)));
  }
}
