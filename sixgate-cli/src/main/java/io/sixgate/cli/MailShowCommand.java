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
    name = "show",
    mixinStandardHelpOptions = true,
    header = "Shows one message that waits: envelope, reason, header.")
final class MailShowCommand implements Callable<Integer> {
  @Mixin private MailRelayOrders relay;

  @Parameters(paramLabel = "ID", description = "As in sixgate mail queue.")
  private String id;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    JsonNode answer = relay.give("show", List.of(id));
    PrintWriter out = spec.commandLine().getOut();
    if (relay.json()) {
      out.println(answer.toPrettyString());
    } else {
      print(answer, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void print(JsonNode answer, PrintWriter out) {
    JsonNode mail = answer.get("mail");
    out.println("id        " + mail.get("id").asText());
    out.println("from      <" + MailRelayOrders.visible(mail.get("sender").asText()) + ">");
    out.println("to        " + MailQueueCommand.recipients(mail));
    out.println("waits for " + mail.get("destination").asText());
    out.println("customer  " + mail.get("account").asText());
    out.println("arrived   " + mail.get("arrived").asText());
    out.println("bytes     " + mail.get("size").asText());
    out.println("state     " + mail.get("state").asText());
    out.println("attempts  " + mail.get("attempts").asText());
    out.println("reason    " + MailRelayOrders.visible(mail.get("reason").asText()));
    out.println();
    out.print(MailRelayOrders.visible(answer.get("header").asText().replace("\r\n", "\n")));
  }
}
