package io.sixgate.inventory.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Spelling {
  private static final int MOST_LISTED = 20;

  private Spelling() {}

  /** {@code did you mean "services"?}, or the list of what is known. */
  public static String remedy(String written, Collection<String> known) {
    Optional<String> meant = closest(written, known);
    if (meant.isPresent()) {
      return "did you mean \"" + meant.get() + "\"?";
    }
    String listed = String.join(", ", known.stream().limit(MOST_LISTED).toList());
    return "use one of " + listed + (known.size() > MOST_LISTED ? " …" : "");
  }

  static Optional<String> closest(String written, Collection<String> known) {
    int tolerance = Math.max(1, Math.min(3, written.length() / 3));
    return known.stream()
        .filter(word -> Math.abs(word.length() - written.length()) <= tolerance)
        .filter(word -> distance(written, word) <= tolerance)
        .min(Comparator.comparingInt(word -> distance(written, word)));
  }

  /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replace = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
        }
      }
    }
    return cost[from.length()][to.length()];
  }
}
