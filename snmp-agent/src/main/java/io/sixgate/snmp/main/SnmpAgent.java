package io.sixgate.snmp.main;

import io.sixgate.agent.main.AgentOptions;
import io.sixgate.agent.main.AgentProcess;
import io.sixgate.agent.main.ChangeWatch;
import io.sixgate.agent.main.Terminal;
import io.sixgate.agent.main.Version;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.snmp.agent.Monitoring;
import io.sixgate.snmp.agent.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what the gateway is doing, by SNMP. */
@Command(
    name = "sixgate-snmp",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Tells what the gateway is doing, by SNMP (SIXGATE-MIB, NETWORK-SERVICES-MIB, MTA-MIB and"
          + " NATV2-MIB, read-only) and to Prometheus. It reads the other agents' status files and the"
          + " inventory, and changes nothing but its own sockets; what it listens on is in the"
          + " inventory, under snmp: in gateway.yaml.",
      "Without --plan or --once it runs until SIGTERM; SIGHUP reads everything anew, passphrases as"
          + " well."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was stopped by a signal; with --plan and --once: all is right",
      "1:something failed, or a user's passphrases cannot be used",
      "2:the command line is wrong"
    })
public final class SnmpAgent implements Callable<Integer> {
  @Mixin private AgentOptions options;

  @Option(
      names = "--secrets",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_SNMP_SECRETS:-/etc/sixgate/snmp}",
      description = {
        "Where each user's passphrases are: USER, two lines, mode 0600; and v2c.community.",
        "Environment: SIXGATE_SNMP_SECRETS. Default: ${DEFAULT-VALUE}"
      })
  private Path secrets;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_SNMP_STATE:-/var/lib/sixgate/snmp}",
      description = {
        "Where the name is kept by which SNMPv3 knows this agent.",
        "Environment: SIXGATE_SNMP_STATE. Default: ${DEFAULT-VALUE}"
      })
  private Path state;

  public static void main(String[] arguments) {
    System.exit(Terminal.attach(new CommandLine(new SnmpAgent())).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    FileInventory inventory = new FileInventory(options.inventory());
    Watcher watcher = new Watcher(options.run(), InstantSource.system());
    AgentProcess process = new AgentProcess(Monitoring.NAME, Version.text(), options);
    try (Monitoring monitoring = new Monitoring(inventory, secrets, state, watcher)) {
      return process.run(monitoring, List.of(new ChangeWatch(inventory::watch), watcher));
    }
  }
}
