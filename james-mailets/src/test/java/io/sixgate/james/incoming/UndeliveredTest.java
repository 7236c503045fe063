package io.sixgate.james.incoming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.MessageStore;
import io.sixgate.james.spool.StoredMessage;
import io.sixgate.james.spool.Undeliverable.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What primaries refuse may be as much as strangers like to send. */
class UndeliveredTest {
  private static final Recipient GONE = new Recipient("gone@acme.example", RcptParameters.NONE);

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-27T12:00:00Z");
  private MessageStore store;
  private Undelivered undelivered;

  @BeforeEach
  void start() throws IOException {
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    store = new MessageStore(folder.resolve("spool"), Long.MAX_VALUE, 0, clock);
    undelivered =
        new Undelivered(
            folder.resolve("undelivered"), store, (message, failed) -> {}, clock, 13_000);
  }

  @Test
  void ofMoreThanItMayHaveTheOldestGo() throws Exception {
    String first = refuse(3000);
    for (int i = 0; i < 3; i++) {
      refuse(3000);
    }
    now = now.plus(Duration.ofMinutes(2));
    String last = refuse(3000);
    List<String> names = names();
    assertEquals(4, names.size(), "three of those before, and the last");
    assertEquals(false, names.contains(first));
    assertEquals(true, names.contains(last));
  }

  @Test
  void afterAMonthTheyGo() throws Exception {
    refuse(10);
    now = now.plus(Duration.ofDays(31));
    String last = refuse(10);
    assertEquals(List.of(last), names());
  }

  /** Returns the name of its file. */
  private String refuse(int bytes) throws IOException {
    now = now.plusMillis(1);
    StoredMessage message =
        store.put(
            new Destination("acme.example"),
            new Envelope(
                "sender@elsewhere.example",
                List.of(GONE),
                MailParameters.NONE,
                Optional.empty(),
                "acme",
                Map.of()),
            out -> out.write(new byte[bytes]));
    undelivered.report(message, List.of(new Failed(GONE, Reply.of(550, "5.1.1 gone"), false)));
    String name = "acme.example-" + message.id() + ".eml";
    Files.setLastModifiedTime(folder.resolve("undelivered").resolve(name), FileTime.from(now));
    return name;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("undelivered"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
