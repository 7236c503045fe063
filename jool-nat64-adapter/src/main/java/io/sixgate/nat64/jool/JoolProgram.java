package io.sixgate.nat64.jool;

import io.sixgate.agent.command.CommandResult;
import java.io.IOException;
import java.util.List;

/** The command {@code jool}. */
@FunctionalInterface
interface JoolProgram {
  /**
   * Runs it.
   *
   * @param arguments behind the program's name
   * @throws IOException if it cannot be started or does not end
   */
  CommandResult run(List<String> arguments) throws IOException, InterruptedException;
}
