package io.sixgate.agent.command;

/**
 * What came of a command that ran to its end.
 *
 * @param command what was run
 * @param status exit status; 128 + N if signal N ended it
 * @param output standard output, at most the runner's bound
 * @param errors standard error, at most the runner's bound
 */
public record CommandResult(Command command, int status, String output, String errors) {

  /**
   * The standard output of a command that exited with 0.
   *
   * @throws CommandFailed on any other status, with both outputs in its message
   */
  public String orThrow() throws CommandFailed {
    if (status == 0) {
      return output;
    }
    String said = (errors.strip() + "\n" + output.strip()).strip();
    throw new CommandFailed(
        command, "exit status " + status + (said.isEmpty() ? ", no output" : ": " + said));
  }
}
