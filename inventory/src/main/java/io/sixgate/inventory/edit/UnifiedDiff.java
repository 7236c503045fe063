package io.sixgate.inventory.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code diff -u} prints, as one hunk from the first changed line to the last. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private UnifiedDiff() {}

  /**
   * Text that {@code patch -p1} in the inventory folder accepts; empty if nothing differs.
   *
   * @param before empty for a file that is new
   */
  public static String between(Optional<String> before, String after, String file) {
    List<String> old = lines(before.orElse(""));
    List<String> now = lines(after);
    int head = 0;
    while (head < old.size() && head < now.size() && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < old.size() - head
        && tail < now.size() - head
        && last(old, tail).equals(last(now, tail))) {
      tail++;
    }
    if (head == old.size() && head == now.size()) {
      return "";
    }
    int from = Math.max(0, head - CONTEXT);
    int kept = Math.min(tail, CONTEXT);
    StringBuilder diff = new StringBuilder();
    diff.append("--- ").append(before.isPresent() ? "a/" + file : "/dev/null").append('\n');
    diff.append("+++ b/").append(file).append('\n');
    diff.append("@@ -").append(range(from, old.size() - tail + kept - from));
    diff.append(" +").append(range(from, now.size() - tail + kept - from)).append(" @@\n");
    append(diff, ' ', old.subList(from, head));
    append(diff, '-', old.subList(head, old.size() - tail));
    append(diff, '+', now.subList(head, now.size() - tail));
    append(diff, ' ', old.subList(old.size() - tail, old.size() - tail + kept));
    return diff.toString();
  }

  private static String last(List<String> lines, int fromEnd) {
    return lines.get(lines.size() - 1 - fromEnd);
  }

  private static String range(int from, int count) {
    return (count == 0 ? from : from + 1) + "," + count;
  }

  private static void append(StringBuilder diff, char sign, List<String> lines) {
    for (String line : lines) {
      diff.append(sign).append(line);
      if (!line.endsWith("\n")) {
        diff.append("\n\\ No newline at end of file\n");
      }
    }
  }

  /** Each with its line break. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }
}
