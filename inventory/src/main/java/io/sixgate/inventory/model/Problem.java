package io.sixgate.inventory.model;

import java.util.Comparator;

/**
 * Something in the inventory that is not served as it is written.
 *
 * @param place where it stands
 * @param path the way to it inside the file, e.g. {@code endpoints[1].ports.https}; empty for the
 *     file as a whole
 * @param value the text found there; empty if there is none, or if it is not a single text
 * @param reason completes "… is wrong because"
 * @param remedy what to do, as an order
 */
public record Problem(Place place, String path, String value, String reason, String remedy)
    implements Comparable<Problem> {
  private static final int SHOWN = 100;
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::place)
          .thenComparing(Problem::path)
          .thenComparing(Problem::value)
          .thenComparing(Problem::reason)
          .thenComparing(Problem::remedy);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /**
   * One line: {@code acme/web1.yaml:4:9: ssh.port: "70000" is wrong because it is not a TCP port
   * (1–65535); use a free one, e.g. 22101}.
   */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder().append(place).append(": ");
    if (!path.isEmpty()) {
      line.append(escaped(path)).append(value.isEmpty() ? "" : ": ");
    }
    if (!value.isEmpty()) {
      line.append('"').append(escaped(value)).append('"');
    } else if (path.isEmpty()) {
      line.append("the file");
    }
    return line.append(" is wrong because ")
        .append(escaped(reason))
        .append("; ")
        .append(escaped(remedy))
        .toString();
  }

  /**
   * Keeps a hostile value from forging a second line or driving a terminal, and an endless one from
   * filling the log.
   */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().forEach(c -> appendSafely(safe, c));
    return safe.toString();
  }

  private static void appendSafely(StringBuilder safe, int c) {
    int type = Character.getType(c);
    boolean invisible =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR;
    if (invisible) {
      safe.append(String.format("\\u%04x", c));
    } else {
      safe.appendCodePoint(c);
    }
  }

  /** The text as a problem quotes it: at most 100 characters. */
  public static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
