package io.sixgate.dns.main;

import io.sixgate.agent.command.Command;
import io.sixgate.dns.dnsdist.DnsdistSettings;
import io.sixgate.inventory.net.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What both of our dnsdists have in common, as options. */
abstract class DnsdistOptions {
  /** How long dnsdist may say nothing. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration RESTART_PATIENCE = Duration.ofSeconds(20);

  @Option(
      names = "--dnsdist",
      paramLabel = "FILE",
      defaultValue = "${env:SIXGATE_DNSDIST:-/usr/bin/dnsdist}",
      description = {
        "The program that checks a new configuration and speaks to the running one.",
        "Environment: SIXGATE_DNSDIST. Default: ${DEFAULT-VALUE}"
      })
  private Path program;

  @Option(
      names = "--dnsdist-group",
      paramLabel = "GROUP",
      defaultValue = "${env:SIXGATE_DNSDIST_GROUP:-_dnsdist}",
      description = {
        "Whose members may read the key to dnsdist's console: the group dnsdist runs as.",
        "Environment: SIXGATE_DNSDIST_GROUP. Default: ${DEFAULT-VALUE}"
      })
  private String group;

  /** Settings of the dnsdist that messages call so. */
  DnsdistSettings settings(String name, Path state, ServerAddress console, Command restart) {
    return new DnsdistSettings(
        name, program, state.toAbsolutePath(), console, group, restart, PATIENCE, RESTART_PATIENCE);
  }

  /** An address with a port. */
  static final class AddressConverter implements ITypeConverter<ServerAddress> {
    @Override
    public ServerAddress convert(String value) {
      return ServerAddress.parse(value);
    }
  }

  /** A program and its arguments, with blanks between them; there is no shell to quote for. */
  static final class CommandConverter implements ITypeConverter<Command> {
    @Override
    public Command convert(String value) {
      return Command.of(List.of(value.strip().split("\\s+")));
    }
  }
}
