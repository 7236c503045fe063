package io.sixgate.cli;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Version;
import io.sixgate.cli.route.KernelReading;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@picocli.CommandLine.Command(
    name = "route",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Sets the route and the sysctl that client address mode embedded needs.",
    description =
        "Each command is printed before it is run. What is right already is left alone, and so are"
            + " routes that others made; a route of its own for a former embedded-prefix is taken"
            + " away. It holds until the next boot: sixgate-embedded-route.service runs it then, and"
            + " sixgate-embedded-route.path when gateway.yaml changes.")
final class GatewayRouteCommand implements Callable<Integer> {
  @Mixin private Places places;

  @Option(names = "--dry-run", description = "Print the commands and run none.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Optional<Ipv6Prefix> prefix = places.read().orThrow().gateway().embeddedPrefix();
    List<Command> commands = KernelReading.now().plan(prefix);
    PrintWriter out = spec.commandLine().getOut();
    for (Command command : commands) {
      out.println(command);
      out.flush();
      if (!dryRun) {
        CommandRunner.standard().run(command).orThrow();
      }
    }
    if (commands.isEmpty()) {
      out.println(
          prefix
              .map(p -> "nothing to do: " + p + " ends here, and foreign addresses may be bound")
              .orElse("nothing to do: gateway.yaml has no embedded-prefix"));
    }
    return ExitCode.OK;
  }
}
