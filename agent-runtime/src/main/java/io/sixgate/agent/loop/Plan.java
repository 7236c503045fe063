package io.sixgate.agent.loop;

import java.util.List;
import java.util.Optional;

/** What to do at the server so that actual becomes desired; a value, made without I/O. */
public interface Plan {

  /** Whether there is nothing to do. */
  boolean isEmpty();

  /** How many entries it removes. An entry that is replaced is not removed. */
  int removals();

  /** How many entries the server has before it. */
  int present();

  /**
   * The plan in the server's own command language, in the order of execution, one text per command,
   * none with a line end. Made only when somebody wants to see it.
   */
  List<String> commands();

  /** What it does in the operator's words, for the log, e.g. {@code 2 names added, 1 removed}. */
  default String effect() {
    return removals() + " of " + present() + " entries removed";
  }

  /** How much differs between what should be and what is. */
  default int drift() {
    return isEmpty() ? 0 : 1;
  }

  /** Why the server could not be asked, if the plan is for its files alone. */
  default Optional<String> unreachable() {
    return Optional.empty();
  }
}
