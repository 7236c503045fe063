package io.sixgate.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    header = "Shows how to reach a host by SSH.",
    description =
        "Prints the ssh commands and what goes into ~/.ssh/config: by the host's port on the"
            + " gateway, through the jump host, and straight by IPv6.")
final class SshShowCommand implements Callable<Integer> {
  @Mixin private Places places;

  @Parameters(
      index = "0",
      paramLabel = "HOST",
      converter = HostArgument.class,
      description = "CUSTOMER/HOST, e.g. acme/web1.")
  private HostId host;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "The user on the host. Default: none, so that ssh takes the client's own.")
  private String user = "";

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** All of it as JSON; null where there is no such way. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(String host, String name, SshWay port, SshWay jump, SshWay ipv6) {}

  @Override
  public Integer call() throws IOException {
    Inventory inventory = places.read().orThrow();
    SshWays ways =
        SshWays.of(
            inventory.gateway(),
            inventory
                .host(host)
                .orElseThrow(() -> new IOException("no host " + host + " is served")),
            user);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          StatusFile.json(
              new Shown(
                  host.toString(),
                  ways.name().orElse(null),
                  ways.port().orElse(null),
                  ways.jump().orElse(null),
                  ways.ipv6())));
    } else {
      ways.port().ifPresent(way -> print(out, "by its port on the gateway", way));
      ways.jump().ifPresent(way -> print(out, "through the jump host", way));
      print(out, "straight, for clients with IPv6", ways.ipv6());
      if (ways.port().isEmpty()) {
        out.println("# no port on the gateway yet: sixgate ssh allot " + host);
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void print(PrintWriter out, String title, SshWay way) {
    out.println("# " + title);
    out.println(way.command());
    out.println();
    way.config().lines().forEach(line -> out.println("    " + line));
    out.println();
  }
}
