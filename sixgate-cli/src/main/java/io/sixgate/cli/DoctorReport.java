package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.cli.doctor.Finding;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** How the subcommands of {@code sixgate doctor} tell what they found. */
final class DoctorReport {
  @Option(names = "--json", description = "Print the findings as JSON.")
  private boolean json;

  /** The findings as JSON. */
  record Result(boolean well, List<Finding> findings) {}

  /** Prints them and returns the exit code. */
  int tell(List<Finding> findings, PrintWriter out) {
    boolean well = findings.stream().noneMatch(Finding::isWrong);
    if (json) {
      out.println(StatusFile.json(new Result(well, findings)));
    } else {
      print(findings, out);
    }
    return well ? ExitCode.OK : ExitCode.FAILED;
  }

  static void print(List<Finding> findings, PrintWriter out) {
    for (Finding finding : findings) {
      out.printf("%-7s %-17s %s%n", finding.level(), finding.subject(), finding.text());
      if (!finding.remedy().isEmpty()) {
        out.printf("%25s do: %s%n", "", finding.remedy());
      }
    }
  }
}
