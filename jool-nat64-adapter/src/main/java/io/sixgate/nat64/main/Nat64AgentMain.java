package io.sixgate.nat64.main;

import io.sixgate.agent.main.AgentOptions;
import io.sixgate.agent.main.AgentProcess;
import io.sixgate.agent.main.ChangeWatch;
import io.sixgate.agent.main.Terminal;
import io.sixgate.agent.main.Version;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.nat64.agent.Nat64Agent;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps NAT64 equal to the inventory. */
@Command(
    name = "sixgate-nat64",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Keeps NAT64 equal to the inventory, so that IPv6-only hosts reach the IPv4 internet, each"
          + " customer with an address or ports of his own.",
      "Without --plan or --once it runs until SIGTERM; SIGHUP reads everything anew."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is as the inventory says, or it was stopped by a signal",
      "1:something failed, or the inventory has problems",
      "2:the command line is wrong",
      "3:the brake refused the plan (with --once)"
    })
public final class Nat64AgentMain implements Callable<Integer> {
  @Mixin private AgentOptions options;
  @Mixin private Nat64Options nat64;

  public static void main(String[] arguments) {
    System.exit(Terminal.attach(new CommandLine(new Nat64AgentMain())).execute(arguments));
  }

  @Override
  public Integer call() {
    AgentProcess process = new AgentProcess(Nat64Agent.NAME, Version.text(), options);
    FileInventory inventory = new FileInventory(options.inventory());
    return process.run(
        new Nat64Agent(inventory, nat64.settings()), List.of(new ChangeWatch(inventory::watch)));
  }
}
