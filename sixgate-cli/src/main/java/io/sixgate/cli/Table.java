package io.sixgate.cli;

import java.io.PrintWriter;
import java.util.List;

/** Columns as wide as their widest cell. */
record Table(List<String> titles) {
  Table(String... titles) {
    this(List.of(titles));
  }

  void print(List<List<String>> rows, PrintWriter out) {
    int[] widths = new int[titles.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          Math.max(
              titles.get(i).length(),
              rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }
    print(titles, widths, out);
    rows.forEach(row -> print(row, widths, out));
  }

  private static void print(List<String> row, int[] widths, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    out.println(line.toString().stripTrailing());
  }
}
