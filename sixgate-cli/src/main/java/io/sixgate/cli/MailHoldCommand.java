package io.sixgate.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "hold",
    mixinStandardHelpOptions = true,
    header = "Keeps messages back until they are released.")
final class MailHoldCommand implements Callable<Integer> {
  @Mixin private MailIds messages;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    return messages.each("hold", spec.commandLine());
  }
}
