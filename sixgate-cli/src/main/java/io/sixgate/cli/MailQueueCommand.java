package io.sixgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sixgate.agent.main.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    header = "Lists the mail that waits, oldest first, and the servers that do not answer.")
final class MailQueueCommand implements Callable<Integer> {
  @Mixin private MailRelayOrders relay;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    JsonNode answer = relay.give("queue", List.of());
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
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode mail : answer.get("waiting")) {
      rows.add(
          List.of(
              mail.get("id").asText(),
              mail.get("arrived").asText().replaceFirst("\\.[0-9]+Z$", "Z"),
              mail.get("size").asText(),
              mail.get("state").asText(),
              "<" + MailRelayOrders.visible(mail.get("sender").asText()) + ">",
              recipients(mail)));
    }
    if (rows.isEmpty()) {
      out.println("no mail waits");
    } else {
      new Table("ID", "ARRIVED", "BYTES", "STATE", "FROM", "TO").print(rows, out);
    }
    for (JsonNode down : answer.get("unreachable")) {
      out.println(
          "%s does not answer since %s: %s; %s wait"
              .formatted(
                  down.get("destination").asText(),
                  down.get("since").asText().replaceFirst("\\.[0-9]+Z$", "Z"),
                  MailRelayOrders.visible(down.get("reason").asText()),
                  down.get("waiting").asText()));
    }
  }

  static String recipients(JsonNode mail) {
    List<String> recipients = new ArrayList<>();
    mail.get("recipients").forEach(one -> recipients.add(one.asText()));
    return MailRelayOrders.visible(String.join(",", recipients));
  }
}
