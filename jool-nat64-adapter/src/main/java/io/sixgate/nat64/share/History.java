package io.sixgate.nat64.share;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.inventory.net.WrongValueException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file that says who had which part of the pool, and when: one line when a grant begins ({@code
 * +}) and one when it ends ({@code -}), never changed afterwards.
 *
 * <pre>
 * 2026-11-25T20:00:00Z + 16 acme 192.0.2.33 2048-3071
 * 2026-11-25T20:00:00Z + 17 acme/web1 -
 * 2026-11-26T08:15:04Z - 16 acme 192.0.2.33 2048-3071
 * </pre>
 */
public record History(Path file) {
  /** Its name in the folder of the state. */
  public static final String FILE = "shares.log";

  /**
   * One grant and its time.
   *
   * @param until empty while it lasts
   */
  public record Period(Grant grant, Instant from, Optional<Instant> until) {
    boolean covers(Instant time) {
      return !time.isBefore(from) && (until.isEmpty() || time.isBefore(until.get()));
    }
  }

  private record Line(Instant time, boolean begins, Grant grant) {}

  /**
   * What is granted now; nothing if there is no file yet.
   *
   * @throws IOException if it cannot be read, or a line is damaged
   */
  public Allotment read() throws IOException {
    SortedMap<Owner, Grant> grants = new TreeMap<>();
    int last = Allotment.FIRST_NUMBER - 1;
    for (Line line : lines()) {
      last = Math.max(last, line.grant().number());
      if (line.begins()) {
        grants.put(line.grant().owner(), line.grant());
      } else {
        grants.remove(line.grant().owner(), line.grant());
      }
    }
    return new Allotment(grants, last);
  }

  /** Every grant there ever was, in the order in which they began. */
  public List<Period> periods() throws IOException {
    Map<Grant, Instant> open = new LinkedHashMap<>();
    List<Period> periods = new ArrayList<>();
    for (Line line : lines()) {
      if (line.begins()) {
        open.put(line.grant(), line.time());
      } else {
        Instant from = open.remove(line.grant());
        if (from != null) {
          periods.add(new Period(line.grant(), from, Optional.of(line.time())));
        }
      }
    }
    open.forEach((grant, from) -> periods.add(new Period(grant, from, Optional.empty())));
    return periods;
  }

  /** Who had a number at a time. */
  public static Optional<Owner> ownerOf(List<Period> periods, int number, Instant time) {
    return periods.stream()
        .filter(period -> period.grant().number() == number && period.covers(time))
        .map(period -> period.grant().owner())
        .findFirst();
  }

  /** The lines by which the one becomes the other; empty if they are the same. */
  public static List<String> lines(Allotment before, Allotment after, Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    List<String> lines = new ArrayList<>();
    before
        .grants()
        .forEach(
            (owner, grant) -> {
              if (!grant.equals(after.grants().get(owner))) {
                lines.add(time + " - " + grant);
              }
            });
    after
        .grants()
        .forEach(
            (owner, grant) -> {
              if (!grant.equals(before.grants().get(owner))) {
                lines.add(time + " + " + grant);
              }
            });
    return lines;
  }

  /**
   * Appends the lines; they are on disk when this returns. A last line that a crash cut off goes.
   */
  public void append(List<String> lines) throws IOException {
    String text = String.join("\n", lines) + "\n";
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position(wholeLines());
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.truncate(channel.position());
      channel.force(true);
    }
  }

  /** The length of the file up to its last line end. */
  private long wholeLines() throws IOException {
    if (Files.size(file) == 0) {
      return 0;
    }
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private List<Line> lines() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Line> lines = new ArrayList<>();
    List<String> texts = Files.readAllLines(file);
    for (int i = 0; i < texts.size(); i++) {
      Optional<Line> line = parse(texts.get(i));
      if (line.isPresent()) {
        lines.add(line.get());
      } else if (i < texts.size() - 1) {
        // The last line may have been cut off by a crash; it was not in force then.
        throw new IOException(
            file
                + ":"
                + (i + 1)
                + ": \""
                + texts.get(i)
                + "\" is not TIME + NUMBER OWNER BLOCK;"
                + " put the line right, or take it out");
      }
    }
    return lines;
  }

  private static Optional<Line> parse(String text) {
    String[] words = text.split(" ", -1);
    boolean shared = words.length == 5 && words[4].equals("-");
    if ((words.length != 6 && !shared) || !words[1].matches("[+-]")) {
      return Optional.empty();
    }
    try {
      Optional<Block> block =
          shared
              ? Optional.empty()
              : Optional.of(new Block(Ipv4Address.parse(words[4]), PortRange.parse(words[5])));
      Grant grant = new Grant(Integer.parseInt(words[2]), Owner.parse(words[3]), block);
      return Optional.of(new Line(Instant.parse(words[0]), words[1].equals("+"), grant));
    } catch (WrongValueException | DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
