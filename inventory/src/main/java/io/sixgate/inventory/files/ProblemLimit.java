package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Problem;
import java.util.List;
import java.util.stream.Stream;

/** Keeps one file from filling the log: a file of 1 MiB can have 100,000 wrong keys. */
final class ProblemLimit {
  private static final int MOST = 50;

  private ProblemLimit() {}

  /** The first problems of one file in the order of places, and one that counts the rest. */
  static List<Problem> of(List<Problem> problems) {
    if (problems.size() <= MOST) {
      return problems;
    }
    List<Problem> sorted = problems.stream().sorted().toList();
    Problem rest =
        new Problem(
            sorted.get(MOST).place(),
            "",
            "",
            "it has " + (problems.size() - MOST) + " more problems from here on",
            "mend those before first");
    return Stream.concat(sorted.stream().limit(MOST), Stream.of(rest)).toList();
  }
}
