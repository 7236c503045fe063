package io.sixgate.forward.main;

import io.sixgate.agent.main.AgentOptions;
import io.sixgate.agent.main.AgentProcess;
import io.sixgate.agent.main.ChangeWatch;
import io.sixgate.agent.main.Terminal;
import io.sixgate.agent.main.Version;
import io.sixgate.forward.zone.OwnZones;
import io.sixgate.inventory.files.FileInventory;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps the gateway's own DNS zones equal to the inventory. */
@Command(
    name = "sixgate-own-zones",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Keeps the gateway's own DNS zones equal to the inventory: hosts' names, www. and ssh. before them,"
          + " and the names of leases. NSD answers for them.",
      "Without --plan or --once it runs until SIGTERM; SIGHUP reads everything anew."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is as the inventory says, or it was stopped by a signal",
      "1:something failed, or the inventory has problems",
      "2:the command line is wrong",
      "3:the brake refused the plan (with --once)"
    })
public final class OwnZonesAgent implements Callable<Integer> {
  @Mixin private AgentOptions options;
  @Mixin private ZoneOptions zones;

  public static void main(String[] arguments) {
    System.exit(Terminal.attach(new CommandLine(new OwnZonesAgent())).execute(arguments));
  }

  @Override
  public Integer call() {
    FileInventory inventory = new FileInventory(options.inventory());
    return new AgentProcess(OwnZones.NAME, Version.text(), options)
        .run(
            new OwnZones(inventory, zones.settings(), InstantSource.system()),
            List.of(new ChangeWatch(inventory::watch)));
  }
}
