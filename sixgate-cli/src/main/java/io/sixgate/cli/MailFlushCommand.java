package io.sixgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sixgate.agent.main.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "flush",
    mixinStandardHelpOptions = true,
    header = "Tries the mail that waits now, whatever its next time.")
final class MailFlushCommand implements Callable<Integer> {
  @Mixin private MailRelayOrders relay;

  @Parameters(
      paramLabel = "DESTINATION",
      arity = "0..*",
      description = "Mail domains, e.g. acme.example. Default: all.")
  private List<String> destinations = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    JsonNode answer = relay.give("flush", destinations);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        relay.json()
            ? answer.toPrettyString()
            : answer.get("flushed").asText() + " messages are tried now");
    out.flush();
    return ExitCode.OK;
  }
}
