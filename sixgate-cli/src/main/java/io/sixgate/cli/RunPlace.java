package io.sixgate.cli;

import io.sixgate.agent.file.RunFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the agents tell about themselves; the same option as theirs. */
final class RunPlace {
  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_RUN:-/run/sixgate}",
      description =
          "Where the agents' status files are. Environment: SIXGATE_RUN. Default: ${DEFAULT-VALUE}")
  private Path path;

  RunFolder folder() {
    return new RunFolder(path);
  }
}
