package io.sixgate.agent.main;

import io.sixgate.agent.loop.Brake;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The brake's limits, as a picocli mixin: of every agent, and of the command that foretells it. */
public final class BrakeOptions {

  @Option(
      names = "--brake-share",
      paramLabel = "SHARE",
      defaultValue = "${env:SIXGATE_BRAKE_SHARE:-0.3}",
      description = {
        "Refuse a plan that removes more than this share of all entries (0 to 1)",
        "and more than --brake-count. Environment: SIXGATE_BRAKE_SHARE. Default: ${DEFAULT-VALUE}"
      })
  private double share;

  @Option(
      names = "--brake-count",
      paramLabel = "NUMBER",
      defaultValue = "${env:SIXGATE_BRAKE_COUNT:-10}",
      description = {
        "Never refuse a plan that removes at most so many entries.",
        "Environment: SIXGATE_BRAKE_COUNT. Default: ${DEFAULT-VALUE}"
      })
  private int count;

  /**
   * The brake by these options.
   *
   * @param command the one that was typed
   * @throws ParameterException if a limit is out of range
   */
  public Brake brake(CommandLine command) {
    try {
      return new Brake(share, count);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }
}
