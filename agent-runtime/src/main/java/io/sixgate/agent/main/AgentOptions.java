package io.sixgate.agent.main;

import io.sixgate.agent.file.RunFolder;
import io.sixgate.agent.loop.LoopSettings;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every agent, as a picocli mixin. */
public final class AgentOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--inventory",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_INVENTORY:-/etc/sixgate/inventory}",
      description = {
        "What should be: gateway.yaml and CUSTOMER/HOST.yaml.",
        "Environment: SIXGATE_INVENTORY. Default: ${DEFAULT-VALUE}"
      })
  private Path inventory;

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_RUN:-/run/sixgate}",
      description = {
        "Where status, lock and force file are; made if absent.",
        "Environment: SIXGATE_RUN. Default: ${DEFAULT-VALUE}"
      })
  private Path run;

  @ArgGroup private Mode mode = new Mode();

  /** At most one of these. */
  static final class Mode {
    @Option(
        names = "--plan",
        description = "Print what would be done, in the server's own commands, and do nothing.")
    private boolean plan;

    @Option(names = "--once", description = "Run one pass and end.")
    private boolean once;
  }

  @Option(names = "--force", description = "With --once: let through what the brake refuses.")
  private boolean force;

  @Option(names = "--json", description = "With --plan and --once: print the result as JSON.")
  private boolean json;

  @Option(
      names = "--audit-interval",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "${env:SIXGATE_AUDIT_INTERVAL:-60s}",
      description = {
        "How often everything is read back from the server, e.g. 90s, 5m, 1h.",
        "Environment: SIXGATE_AUDIT_INTERVAL. Default: ${DEFAULT-VALUE}"
      })
  private Duration auditInterval;

  @Mixin private BrakeOptions brake;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log what happens at the server as well.")
  private boolean verbose;

  /** The inventory's folder; need not exist. */
  public Path inventory() {
    return inventory;
  }

  /** The run folder; need not exist. */
  public RunFolder run() {
    return new RunFolder(run);
  }

  boolean isPlan() {
    return mode.plan;
  }

  boolean isOnce() {
    return mode.once;
  }

  boolean isForce() {
    return force;
  }

  boolean isJson() {
    return json;
  }

  boolean isVerbose() {
    return verbose;
  }

  /**
   * Settings of the loop by these options.
   *
   * @throws ParameterException on options that contradict each other or are out of range; the exit
   *     code is then 2
   */
  LoopSettings settings(String agent, String version) {
    if (force && !mode.once) {
      throw new ParameterException(
          command.commandLine(),
          "--force needs --once; for the running agent use: sixgate force " + agent);
    }
    if (json && !mode.once && !mode.plan) {
      throw new ParameterException(command.commandLine(), "--json needs --plan or --once");
    }
    return LoopSettings.standard(agent, version)
        .withBrake(brake.brake(command.commandLine()))
        .withAudit(auditInterval);
  }
}
