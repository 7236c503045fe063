package io.sixgate.dns.main;

import io.sixgate.agent.main.AgentOptions;
import io.sixgate.agent.main.AgentProcess;
import io.sixgate.agent.main.ChangeWatch;
import io.sixgate.agent.main.ServerWatch;
import io.sixgate.agent.main.Terminal;
import io.sixgate.agent.main.Version;
import io.sixgate.dns.zones.DnsZones;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.net.OwnAddresses;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps the dnsdist that answers for customers' zones equal to the inventory. */
@Command(
    name = "sixgate-dns-zones",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Keeps dnsdist equal to the inventory, so that zones of IPv6-only name servers are answered on"
          + " the gateway's addresses.",
      "Without --plan or --once it runs until SIGTERM; SIGHUP reads everything anew."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is as the inventory says, or it was stopped by a signal",
      "1:something failed, or the inventory has problems",
      "2:the command line is wrong",
      "3:the brake refused the plan (with --once)"
    })
public final class DnsZonesAgent implements Callable<Integer> {
  @Mixin private AgentOptions options;
  @Mixin private ZonesOptions dnsdist;

  public static void main(String[] arguments) {
    System.exit(Terminal.attach(new CommandLine(new DnsZonesAgent())).execute(arguments));
  }

  @Override
  public Integer call() {
    FileInventory inventory = new FileInventory(options.inventory());
    DnsZones zones = new DnsZones(inventory, dnsdist.settings(), OwnAddresses.ofThisMachine());
    return new AgentProcess(DnsZones.NAME, Version.text(), options)
        .run(
            zones,
            List.of(
                new ChangeWatch(inventory::watch),
                new ServerWatch<>(zones::answering, zones::known)));
  }
}
