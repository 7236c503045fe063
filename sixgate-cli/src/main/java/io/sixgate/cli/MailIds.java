package io.sixgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sixgate.agent.main.ExitCode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Messages with which one thing is done. */
final class MailIds {
  @Mixin private MailRelayOrders relay;

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "As in sixgate mail queue; several are possible.")
  private List<String> ids;

  /** Fails if one of them is not there. */
  int each(String order, CommandLine line) throws IOException {
    JsonNode answer = relay.give(order, ids);
    if (relay.json()) {
      line.getOut().println(answer.toPrettyString());
    } else {
      answer.get("done").forEach(id -> line.getOut().println(id.asText() + ": done"));
      answer
          .get("missing")
          .forEach(
              id ->
                  line.getErr()
                      .println("sixgate: " + id.asText() + " does not wait, or is under way now"));
    }
    line.getOut().flush();
    return answer.get("missing").isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
