package io.sixgate.inventory.edit;

import io.sixgate.inventory.model.Problem;

/** The text cannot be changed as wanted; nothing was changed. */
public final class EditRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public EditRefused(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  /** Why, and what to do. */
  public Problem problem() {
    return problem;
  }
}
