package io.sixgate.james.incoming;

import io.sixgate.james.spool.MessageStore;
import io.sixgate.james.spool.StoredMessage;
import io.sixgate.james.spool.Undeliverable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Mail that a primary refused after the gateway had taken it: kept as a file {@code DOMAIN-ID.eml},
 * for the operator and his customer, and reported to its sender. Of recipients whom the primary
 * never confirmed that may be somebody who never wrote (backscatter); therefore such are not taken
 * while it is down, unless the customer wants it.
 */
final class Undelivered implements Undeliverable {
  static final Duration KEPT = Duration.ofDays(30);

  /** Bytes of all files together; beyond that the oldest go. */
  private static final long MOST = 1L << 30;

  /** What the smallest takes of a disk. */
  private static final long BLOCK = 4096;

  private static final long TIDY_MILLIS = 60_000;

  private final Path folder;
  private final MessageStore store;
  private final Undeliverable sender;
  private final Clock clock;
  private final long most;
  private final AtomicLong tidied = new AtomicLong();

  /**
   * @param sender tells the message's sender
   */
  Undelivered(Path folder, MessageStore store, Undeliverable sender, Clock clock) {
    this(folder, store, sender, clock, MOST);
  }

  Undelivered(Path folder, MessageStore store, Undeliverable sender, Clock clock, long most) {
    this.most = most;
    this.folder = folder;
    this.store = store;
    this.sender = sender;
    this.clock = clock;
  }

  @Override
  public void report(StoredMessage message, List<Failed> failed) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    store.requireDisk();
    tidy();
    StringBuilder above = new StringBuilder();
    above.append("Return-Path: <").append(message.envelope().sender()).append(">\r\n");
    for (Failed each : failed) {
      above.append("X-Sixgate-Undelivered: <").append(each.recipient().address()).append("> ");
      above.append(each.reply().toString().replaceAll("[\r\n]+", " ")).append("\r\n");
    }
    Path file = folder.resolve(message.destination().name() + "-" + message.id() + ".eml");
    try (InputStream text = store.open(message);
        OutputStream out = Files.newOutputStream(file)) {
      out.write(above.toString().getBytes(StandardCharsets.UTF_8));
      text.transferTo(out);
    }
    sender.report(message, failed);
  }

  /** A file that is there. */
  private record Kept(Path file, Instant since, long size) {}

  /** Once a minute at most: what strangers make the primary refuse may be very many files. */
  private void tidy() throws IOException {
    long now = clock.millis();
    long last = tidied.get();
    if (Math.abs(now - last) < TIDY_MILLIS || !tidied.compareAndSet(last, now)) {
      return;
    }
    List<Kept> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.eml")) {
      for (Path file : files) {
        all.add(new Kept(file, Files.getLastModifiedTime(file).toInstant(), Files.size(file)));
      }
    }
    all.sort(Comparator.comparing(Kept::since).reversed());
    Instant limit = clock.instant().minus(KEPT);
    long bytes = 0;
    for (Kept each : all) {
      bytes += Math.max(each.size(), BLOCK);
      if (bytes > most || each.since().isBefore(limit)) {
        Files.deleteIfExists(each.file());
      }
    }
  }
}
