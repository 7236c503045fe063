package io.sixgate.james.spool;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One message on disk:
 *
 * <pre>
 * sixgate-mail 1 000000000000004711 1c291ca3
 * arrived 2026-11-25T20:11:12.345678Z
 * sender bob@example.org
 * …
 *
 * Received: from …
 * </pre>
 *
 * <p>In the first line: the size of the message and its CRC-32C, so that what a disk has lost or
 * changed is noticed before it is delivered.
 */
final class MessageFile {
  private static final String MAGIC = "sixgate-mail 1 ";
  private static final int SIZE_DIGITS = 18;
  private static final String UNKNOWN = "0".repeat(SIZE_DIGITS) + " 00000000";
  private static final int LONGEST_HEADER = 16 * 1024 * 1024;
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** What stands before the message. */
  record Head(Instant arrived, long size, int checksum, Envelope envelope, long length) {}

  private MessageFile() {}

  /**
   * Writes a new file and has it on disk.
   *
   * @param most bytes of message; more is {@link SpoolFull}'s business
   * @return the size of the message
   */
  static long write(Path file, Instant arrived, Envelope envelope, Content content, Limit most)
      throws IOException {
    String head =
        MAGIC + UNKNOWN + "\narrived " + arrived + "\n" + EnvelopeText.write(envelope) + "\n";
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
      out.write(head.getBytes(StandardCharsets.UTF_8));
      MeasuredOutput measured = new MeasuredOutput(out, most);
      content.writeTo(measured);
      out.flush();
      ByteBuffer patch =
          StandardCharsets.US_ASCII.encode(
              "%018d %08x".formatted(measured.size(), measured.checksum()));
      channel.write(patch, MAGIC.length());
      channel.force(false); // what is needed to read it, its size included
      return measured.size();
    }
  }

  /** Refuses a size. */
  @FunctionalInterface
  interface Limit {
    void check(long size) throws SpoolFull;
  }

  /**
   * @throws CorruptFile if it is none, or its message is not as long as it was
   */
  static Head readHead(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 4096)) {
      Head head = head(in);
      long present = Files.size(file) - head.length();
      if (present != head.size()) {
        throw new CorruptFile(
            "its message has %d bytes instead of %d".formatted(present, head.size()));
      }
      return head;
    }
  }

  /** The message; at its end it fails with {@link CorruptFile} if it is not what was written. */
  static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024);
    try {
      Head head = head(in);
      return new MeasuredInput(in, head.size(), head.checksum());
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static Head head(InputStream in) throws IOException {
    String first = line(in);
    int at = MAGIC.length();
    if (!first.startsWith(MAGIC) || first.length() != at + UNKNOWN.length()) {
      throw new CorruptFile("it does not begin as a message of the spool does");
    }
    long length = first.length() + 1L;
    List<String> lines = new ArrayList<>();
    while (true) {
      String line = line(in);
      length += line.getBytes(StandardCharsets.UTF_8).length + 1;
      if (line.isEmpty()) {
        break;
      }
      if (length > LONGEST_HEADER) {
        throw new CorruptFile("its envelope does not end");
      }
      lines.add(line);
    }
    try {
      long size = Long.parseLong(first, at, at + SIZE_DIGITS, 10);
      int checksum = Integer.parseUnsignedInt(first, at + SIZE_DIGITS + 1, first.length(), 16);
      Instant arrived = Instant.parse(lines.remove(0).substring("arrived ".length()));
      return new Head(arrived, size, checksum, EnvelopeText.read(lines), length);
    } catch (NumberFormatException | IndexOutOfBoundsException | DateTimeException e) {
      throw new CorruptFile("its first lines make no sense: " + e.getMessage());
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    int b;
    while ((b = in.read()) != '\n') {
      if (b < 0 || line.size() > LONGEST_HEADER) {
        throw new CorruptFile("it ends within its envelope");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
