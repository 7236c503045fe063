package io.sixgate.cli;

import io.sixgate.agent.loop.ForceFile;
import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.agent.status.StatusFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "force",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Lets an agent carry out, once, what its brake refuses.",
    description = "Look at sixgate plan before.")
final class ForceCommand implements Callable<Integer> {
  @Mixin private RunPlace run;

  @Parameters(paramLabel = "AGENT", description = "E.g. sni-router.")
  private String agent;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path status;
    try {
      status = run.folder().status(agent);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (!Files.exists(status)) {
      throw new IOException("no agent %s tells about itself in %s".formatted(agent, status));
    }
    StatusFile.Reading reading = StatusFile.read(status);
    AgentStatus.Pending pending = reading.status().pending();
    if (pending == null) {
      throw new IOException("the brake of %s holds nothing back".formatted(agent));
    }
    new ForceFile(run.folder().force(agent)).ask();
    spec.commandLine()
        .getOut()
        .println(
            "%s will remove %d of %d entries in its next pass"
                .formatted(agent, pending.removals(), pending.present()));
    return ExitCode.OK;
  }
}
