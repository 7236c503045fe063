package io.sixgate.forward.main;

import io.sixgate.agent.main.AgentOptions;
import io.sixgate.agent.main.AgentProcess;
import io.sixgate.agent.main.ChangeWatch;
import io.sixgate.agent.main.ServerWatch;
import io.sixgate.agent.main.Terminal;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.TrafficFile;
import io.sixgate.forward.agent.SshForward;
import io.sixgate.forward.cfg.ForwardConfiguration;
import io.sixgate.haproxy.main.HaproxyOptions;
import io.sixgate.haproxy.main.SyncWatch;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import io.sixgate.haproxy.traffic.TrafficWatch;
import io.sixgate.inventory.files.FileInventory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps HAProxy's forwards by port equal to the inventory. */
@Command(
    name = "sixgate-ssh-forward",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Keeps HAProxy's forwards equal to the inventory, so that SSH, FTP, lent addresses and any TCP"
          + " port of IPv6-only hosts are reached by a port of the gateway.",
      "Without --plan or --once it runs until SIGTERM; SIGHUP reads everything anew."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is as the inventory says, or it was stopped by a signal",
      "1:something failed, or the inventory has problems",
      "2:the command line is wrong",
      "3:the brake refused the plan (with --once)"
    })
public final class SshForwardAgent implements Callable<Integer> {
  @Mixin private AgentOptions options;
  @Mixin private HaproxyOptions haproxy;

  public static void main(String[] arguments) {
    System.exit(Terminal.attach(new CommandLine(new SshForwardAgent())).execute(arguments));
  }

  @Override
  public Integer call() {
    AgentProcess process = new AgentProcess(SshForward.NAME, Version.text(), options);
    var settings = haproxy.settings(options.run().path());
    FileInventory inventory = new FileInventory(options.inventory());
    SshForward forward = new SshForward(inventory, settings);
    return process.run(
        forward,
        List.of(
            new ChangeWatch(inventory::watch),
            new ServerWatch<>(forward::answering, forward::known),
            new ObstacleWatch(forward),
            new TrafficWatch(
                new RuntimeApi(
                    new RuntimeSocket(
                        settings.socket(ForwardConfiguration.PART), settings.patience())),
                ForwardConfiguration.TRAFFIC,
                new TrafficFile(options.run().traffic(SshForward.NAME))),
            new SyncWatch(forward.sync())));
  }
}
