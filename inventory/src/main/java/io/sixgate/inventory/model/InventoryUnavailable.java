package io.sixgate.inventory.model;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * There is no inventory to go by: its folder cannot be read, or gateway.yaml is missing or
 * unusable. Whoever gets this keeps the last good state and says so; an empty inventory would take
 * every customer off the air.
 */
public final class InventoryUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public InventoryUnavailable(List<Problem> problems) {
    super(problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = problems.stream().sorted().toList();
  }

  /** At least one. */
  public List<Problem> problems() {
    return problems;
  }

  /** For agents, with all reasons in one text. */
  IOException told() {
    return new IOException(
        "the inventory cannot be used, so all stays as it is: "
            + String.join("; ", problems.stream().map(Problem::toString).toList()),
        this);
  }
}
