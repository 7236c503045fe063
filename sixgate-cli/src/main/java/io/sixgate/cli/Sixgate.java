package io.sixgate.cli;

import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Terminal;
import io.sixgate.agent.main.Version;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command that an operator types. */
@Command(
    name = "sixgate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Shows what the gateway should do for IPv6-only hosts, what it does, and why.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SetupCommand.class,
      CheckCommand.class,
      PlanCommand.class,
      ExplainCommand.class,
      StatusCommand.class,
      ForceCommand.class,
      DoctorCommand.class,
      GatewayCommand.class,
      EndpointCommand.class,
      SshCommand.class,
      LeaseCommand.class,
      DnsCommand.class,
      FtpCommand.class,
      Nat64Command.class,
      MailCommand.class,
      ProtocolsCommand.class,
      SchemaCommand.class,
      CompletionCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is as it should be",
      "1:there are problems, or the command failed",
      "2:the command line is wrong",
      "3:the brake would refuse the plan"
    })
public final class Sixgate {
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = Terminal.attach(new CommandLine(new Sixgate()));
    line.setExecutionExceptionHandler(
        (exception, failed, parsed) -> {
          if (!(exception instanceof IOException failure)) {
            throw exception; // ours to mend, not the operator's: with its stack trace
          }
          failed.getErr().println("sixgate: " + FailureText.of(failure));
          return ExitCode.FAILED;
        });
    return line;
  }
}
