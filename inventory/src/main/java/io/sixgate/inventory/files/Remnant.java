package io.sixgate.inventory.files;

import io.sixgate.inventory.files.FileTree.Delta;
import io.sixgate.inventory.model.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is left of a snapshot that was let go: enough to tell whether another would be the same.
 *
 * @param others problems that belong to no file that was read
 * @param taken when it was made
 * @param until when it changes though no file does; empty: never
 */
record Remnant(List<Problem> others, Instant taken, Optional<Instant> until) {
  Remnant {
    others = List.copyOf(others);
  }

  /** Whether it is; a clock that was set back may make something that was over begin again. */
  boolean isSame(Delta delta, List<Problem> othersNow, Instant now) {
    return delta.isEmpty()
        && others.equals(othersNow)
        && !now.isBefore(taken)
        && until.filter(end -> !now.isBefore(end)).isEmpty();
  }
}
