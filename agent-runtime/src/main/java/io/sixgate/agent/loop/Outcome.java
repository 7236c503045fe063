package io.sixgate.agent.loop;

import java.util.List;

/**
 * What came of applying a plan. A part that failed is a result; the next pass repairs it.
 *
 * @param done how many entries are now as wanted
 * @param failures what failed, one text each; the same cause gives the same text, so that it is
 *     told once
 */
public record Outcome(int done, List<String> failures) {

  public Outcome {
    failures = List.copyOf(failures);
  }

  /** Everything worked. */
  public static Outcome complete(int done) {
    return new Outcome(done, List.of());
  }

  /** Whether nothing failed. */
  public boolean isComplete() {
    return failures.isEmpty();
  }

  @Override
  public String toString() {
    return isComplete() ? done + " done" : done + " done, " + failures.size() + " failed";
  }
}
