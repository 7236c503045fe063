package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    header = "Prints what makes a shell complete sixgate's commands.",
    description =
        "For this shell: source <(sixgate completion bash). The Debian package brings it for bash.")
final class CompletionCommand implements Callable<Integer> {
  /** For which there is a script; zsh reads bash's by its bashcompinit. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("UnusedVariable") // one script serves both; another shell is refused by picocli
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    spec.commandLine().getOut().print(CompletionScript.text(spec.root().commandLine()));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
