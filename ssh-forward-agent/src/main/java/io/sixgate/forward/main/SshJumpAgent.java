package io.sixgate.forward.main;

import io.sixgate.agent.main.AgentOptions;
import io.sixgate.agent.main.AgentProcess;
import io.sixgate.agent.main.ChangeWatch;
import io.sixgate.agent.main.Terminal;
import io.sixgate.agent.main.Version;
import io.sixgate.forward.jump.SshJump;
import io.sixgate.inventory.files.FileInventory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps the jump host equal to the inventory. */
@Command(
    name = "sixgate-ssh-jump",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Keeps the jump host equal to the inventory: an OpenSSH server of its own by which each customer's keys"
          + " reach that customer's hosts and nothing else.",
      "Without --plan or --once it runs until SIGTERM; SIGHUP reads everything anew."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is as the inventory says, or it was stopped by a signal",
      "1:something failed, or the inventory has problems",
      "2:the command line is wrong",
      "3:the brake refused the plan (with --once)"
    })
public final class SshJumpAgent implements Callable<Integer> {
  @Mixin private AgentOptions options;
  @Mixin private JumpOptions jump;

  public static void main(String[] arguments) {
    System.exit(Terminal.attach(new CommandLine(new SshJumpAgent())).execute(arguments));
  }

  @Override
  public Integer call() {
    FileInventory inventory = new FileInventory(options.inventory());
    return new AgentProcess(SshJump.NAME, Version.text(), options)
        .run(new SshJump(inventory, jump.settings()), List.of(new ChangeWatch(inventory::watch)));
  }
}
