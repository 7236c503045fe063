package io.sixgate.cli;

import io.sixgate.agent.main.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "mail",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows and moves the mail that waits, and says what mail domains need in DNS.",
    description =
        "All but dns ask the running sixgate-mail-relay; as root, or as the user that it runs as.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      MailQueueCommand.class,
      MailShowCommand.class,
      MailFlushCommand.class,
      MailHoldCommand.class,
      MailReleaseCommand.class,
      MailBounceCommand.class,
      MailDnsCommand.class,
      CommandLine.HelpCommand.class
    })
final class MailCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing: one of queue, show, flush, hold, release, bounce, dns");
  }
}
