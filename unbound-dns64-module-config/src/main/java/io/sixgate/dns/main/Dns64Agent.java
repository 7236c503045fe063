package io.sixgate.dns.main;

import io.sixgate.agent.main.AgentOptions;
import io.sixgate.agent.main.AgentProcess;
import io.sixgate.agent.main.ChangeWatch;
import io.sixgate.agent.main.ServerWatch;
import io.sixgate.agent.main.Terminal;
import io.sixgate.agent.main.Version;
import io.sixgate.dns.resolver.Dns64;
import io.sixgate.inventory.files.FileInventory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps Unbound's DNS64 and the dnsdist in front of it equal to the inventory. */
@Command(
    name = "sixgate-dns64",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Keeps Unbound and the dnsdist in front of it equal to the inventory, so that IPv6-only hosts"
          + " resolve names that have IPv4 addresses only.",
      "Without --plan or --once it runs until SIGTERM; SIGHUP reads everything anew."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is as the inventory says, or it was stopped by a signal",
      "1:something failed, or the inventory has problems",
      "2:the command line is wrong"
    })
public final class Dns64Agent implements Callable<Integer> {
  @Mixin private AgentOptions options;
  @Mixin private ResolverOptions servers;

  public static void main(String[] arguments) {
    System.exit(Terminal.attach(new CommandLine(new Dns64Agent())).execute(arguments));
  }

  @Override
  public Integer call() {
    FileInventory inventory = new FileInventory(options.inventory());
    Dns64 resolver = new Dns64(inventory, servers.unbound(), servers.front());
    return new AgentProcess(Dns64.NAME, Version.text(), options)
        .run(
            resolver,
            List.of(
                new ChangeWatch(inventory::watch),
                new ServerWatch<>(resolver::answering, resolver::known)));
  }
}
