package io.sixgate.james.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What became of a message so far.
 *
 * @param attempts at handing it over that were answered
 * @param next not before then
 * @param reply the last answer that was no success, or the failure; may be empty
 * @param held by the operator: not before he releases it
 * @param done recipients that are answered for
 */
record Progress(int attempts, Instant next, String reply, boolean held, Set<String> done) {
  static final Progress NONE = new Progress(0, Instant.EPOCH, "", false, Set.of());

  Progress {
    done = Set.copyOf(done);
  }

  Progress holding(boolean hold) {
    return new Progress(attempts, next, reply, hold, done);
  }

  Progress at(Instant other) {
    return new Progress(attempts, other, reply, held, done);
  }

  /** A next attempt that is further away was set by a clock that went wrong. */
  Progress within(Duration longest, Instant now) {
    return next.isAfter(now.plus(longest)) ? at(now) : this;
  }

  void write(Path file, boolean durably) throws IOException {
    StringBuilder text = new StringBuilder();
    EnvelopeText.line(text, "attempts", String.valueOf(attempts));
    EnvelopeText.line(text, "next", next.toString());
    EnvelopeText.line(text, "reply", reply);
    EnvelopeText.line(text, "held", String.valueOf(held));
    done.forEach(address -> EnvelopeText.line(text, "done", address));
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
      while (bytes.hasRemaining()) { // a disk that becomes full takes a part, and fails then
        channel.write(bytes);
      }
      if (durably) {
        channel.force(false);
      }
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    if (durably) {
      FolderSync.now(file.getParent());
    }
  }

  static Progress read(Path file) throws IOException {
    Progress read = NONE;
    Set<String> done = new HashSet<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] pair = line.split(" ", 2);
        String value = EnvelopeText.unescaped(pair[1]);
        switch (pair[0]) {
          case "attempts" ->
              read = new Progress(Integer.parseInt(value), read.next, read.reply, read.held, done);
          case "next" -> read = read.at(Instant.parse(value));
          case "reply" -> read = new Progress(read.attempts, read.next, value, read.held, done);
          case "held" -> read = read.holding(value.equals("true"));
          case "done" -> done.add(value);
          default -> throw new CorruptFile(file + ": \"" + pair[0] + "\" is no key of a state");
        }
      }
    } catch (NumberFormatException | IndexOutOfBoundsException | DateTimeException e) {
      throw new CorruptFile(file + ": it makes no sense: " + e.getMessage());
    }
    return new Progress(read.attempts, read.next, read.reply, read.held, done);
  }
}
