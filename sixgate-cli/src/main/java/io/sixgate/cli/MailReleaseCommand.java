package io.sixgate.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    header = "Lets messages go that were held.")
final class MailReleaseCommand implements Callable<Integer> {
  @Mixin private MailIds messages;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    return messages.each("release", spec.commandLine());
  }
}
