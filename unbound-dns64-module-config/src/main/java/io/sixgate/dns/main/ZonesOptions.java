package io.sixgate.dns.main;

import io.sixgate.agent.command.Command;
import io.sixgate.dns.dnsdist.DnsdistSettings;
import io.sixgate.inventory.net.ServerAddress;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where the dnsdist is that answers for customers' zones. */
public final class ZonesOptions extends DnsdistOptions {
  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_DNS_ZONES_STATE:-/var/lib/sixgate/dns-zones}",
      description = {
        "Where sixgate.lua and the tables are, from which dnsdist starts by itself.",
        "Environment: SIXGATE_DNS_ZONES_STATE. Default: ${DEFAULT-VALUE}"
      })
  private Path state;

  @Option(
      names = "--console",
      paramLabel = "ADDRESS:PORT",
      converter = AddressConverter.class,
      defaultValue = "${env:SIXGATE_DNS_ZONES_CONSOLE:-127.0.0.1:5197}",
      description = {
        "Where dnsdist takes commands; on loopback.",
        "Environment: SIXGATE_DNS_ZONES_CONSOLE. Default: ${DEFAULT-VALUE}"
      })
  private ServerAddress console;

  @Option(
      names = "--restart",
      paramLabel = "COMMAND",
      converter = CommandConverter.class,
      defaultValue =
          "${env:SIXGATE_DNS_ZONES_RESTART:-systemctl restart dnsdist@sixgate-zones.service}",
      description = {
        "What starts dnsdist anew when gateway.yaml changes its configuration.",
        "Environment: SIXGATE_DNS_ZONES_RESTART. Default: ${DEFAULT-VALUE}"
      })
  private Command restart;

  /** Those of the environment, else the defaults. */
  public static ZonesOptions standard() {
    return CommandLine.populateCommand(new ZonesOptions());
  }

  public DnsdistSettings settings() {
    return settings("dnsdist@sixgate-zones", state, console, restart);
  }
}
