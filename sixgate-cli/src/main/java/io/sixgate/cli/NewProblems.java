package io.sixgate.cli;

import io.sixgate.inventory.model.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells the problems that a change makes from those that only moved to another line by it. */
final class NewProblems {
  private NewProblems() {}

  /** Those of {@code after} that were not there before, in their order. */
  static List<Problem> between(List<Problem> before, List<Problem> after) {
    Map<String, Integer> known = new HashMap<>();
    before.forEach(problem -> known.merge(withoutPlaces(problem), 1, Integer::sum));
    List<Problem> found = new ArrayList<>();
    for (Problem problem : after) {
      if (known.merge(withoutPlaces(problem), -1, Integer::sum) < 0) {
        found.add(problem);
      }
    }
    return found;
  }

  /** {@code acme/web1.yaml:4:9: endpoints[1]: … stands at acme/web2.yaml:3:5 already …} */
  private static String withoutPlaces(Problem problem) {
    return (problem.place().file() + " " + problem)
        .replaceAll(":[0-9]+:[0-9]+", ":")
        .replaceAll("\\[[0-9]+\\]", "[]");
  }
}
