package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.inventory.edit.EditRefused;
import io.sixgate.inventory.edit.HostText;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.net.EndpointName;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    header = "Removes a name from a host.",
    description =
        "Takes the entry's lines out of the host's file, with the comment behind it; comments on"
            + " lines of their own stay. Other problems of the inventory do not keep it from that.")
final class EndpointRemoveCommand implements Callable<Integer> {
  @Mixin private Places places;

  @Parameters(
      index = "0",
      paramLabel = "HOST",
      converter = HostArgument.class,
      description = "CUSTOMER/HOST, e.g. acme/web1.")
  private HostId host;

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      converter = NameArgument.class,
      description = "As sixgate endpoint list shows it, or in any other spelling.")
  private EndpointName name;

  @Option(names = "--dry-run", description = "Print the change as a diff and write nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    FileInventory inventory = new FileInventory(places.inventoryFolder());
    InventoryFile file = InventoryFile.read(inventory.path(host), FileInventory.file(host));
    if (file.content().isEmpty()) {
      throw new IOException(inventory.path(host) + " does not exist");
    }
    String after;
    try {
      after = HostText.of(file.content().get(), file.file()).remove(name);
    } catch (EditRefused e) {
      spec.commandLine().getErr().println(e.problem());
      spec.commandLine().getErr().println("nothing was written");
      return ExitCode.FAILED;
    }
    if (dryRun) {
      spec.commandLine().getOut().print(file.diff(after));
    } else {
      file.replace(after);
      spec.commandLine().getOut().println(file.file() + ": " + name + " removed");
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
