package io.sixgate.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "bounce",
    mixinStandardHelpOptions = true,
    header = "Gives messages up now; they are kept as undelivered, and their senders are told.")
final class MailBounceCommand implements Callable<Integer> {
  @Mixin private MailIds messages;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    return messages.each("bounce", spec.commandLine());
  }
}
