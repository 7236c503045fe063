package io.sixgate.dns.main;

import io.sixgate.agent.command.Command;
import io.sixgate.dns.dnsdist.DnsdistSettings;
import io.sixgate.dns.resolver.UnboundSettings;
import io.sixgate.inventory.net.ServerAddress;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where Unbound is, and the dnsdist in front of it. */
public final class ResolverOptions extends DnsdistOptions {
  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_DNS64_STATE:-/var/lib/sixgate/dns64}",
      description = {
        "Where sixgate.lua and the tables are, from which dnsdist starts by itself.",
        "Environment: SIXGATE_DNS64_STATE. Default: ${DEFAULT-VALUE}"
      })
  private Path state;

  @Option(
      names = "--console",
      paramLabel = "ADDRESS:PORT",
      converter = AddressConverter.class,
      defaultValue = "${env:SIXGATE_DNS64_CONSOLE:-127.0.0.1:5198}",
      description = {
        "Where dnsdist takes commands; on loopback.",
        "Environment: SIXGATE_DNS64_CONSOLE. Default: ${DEFAULT-VALUE}"
      })
  private ServerAddress console;

  @Option(
      names = "--restart",
      paramLabel = "COMMAND",
      converter = CommandConverter.class,
      defaultValue =
          "${env:SIXGATE_DNS64_RESTART:-systemctl restart dnsdist@sixgate-resolver.service}",
      description = {
        "What starts dnsdist anew when gateway.yaml changes its configuration.",
        "Environment: SIXGATE_DNS64_RESTART. Default: ${DEFAULT-VALUE}"
      })
  private Command restart;

  @Option(
      names = "--unbound",
      paramLabel = "ADDRESS:PORT",
      converter = AddressConverter.class,
      defaultValue = "${env:SIXGATE_UNBOUND:-127.0.0.1:5310}",
      description = {
        "Where Unbound answers; on loopback.",
        "Environment: SIXGATE_UNBOUND. Default: ${DEFAULT-VALUE}"
      })
  private ServerAddress unbound;

  @Option(
      names = "--unbound-config",
      paramLabel = "FILE",
      defaultValue = "${env:SIXGATE_UNBOUND_CONFIG:-/etc/unbound/unbound.conf}",
      description = {
        "Your own configuration, which includes the fragment.",
        "Environment: SIXGATE_UNBOUND_CONFIG. Default: ${DEFAULT-VALUE}"
      })
  private Path configuration;

  @Option(
      names = "--fragment",
      paramLabel = "FILE",
      defaultValue = "${env:SIXGATE_UNBOUND_FRAGMENT:-/etc/unbound/unbound.conf.d/sixgate.conf}",
      description = {
        "The part of Unbound's configuration that is ours.",
        "Environment: SIXGATE_UNBOUND_FRAGMENT. Default: ${DEFAULT-VALUE}"
      })
  private Path fragment;

  /** Those of the environment, else the defaults. */
  public static ResolverOptions standard() {
    return CommandLine.populateCommand(new ResolverOptions());
  }

  public DnsdistSettings front() {
    return settings("dnsdist@sixgate-resolver", state, console, restart);
  }

  public UnboundSettings unbound() {
    return new UnboundSettings(
        configuration,
        fragment,
        unbound,
        Path.of("/usr/sbin/unbound-checkconf"),
        Path.of("/usr/sbin/unbound-control"),
        state.toAbsolutePath(),
        PATIENCE);
  }
}
