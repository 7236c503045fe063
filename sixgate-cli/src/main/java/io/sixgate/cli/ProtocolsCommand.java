package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.status.StatusFile;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "protocols",
    mixinStandardHelpOptions = true,
    header = "Tells which protocol works how through the gateway.",
    description =
        "For this version of Sixgate, with its default ports. It reads neither inventory nor"
            + " servers.")
final class ProtocolsCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print the table as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(ProtocolTable.rows()));
    } else {
      new Table(ProtocolTable.TITLES.stream().map(t -> t.toUpperCase(Locale.ROOT)).toList())
          .print(ProtocolTable.rows().stream().map(ProtocolTable.Row::cells).toList(), out);
    }
    return ExitCode.OK;
  }
}
