package io.sixgate.sni.main;

import io.sixgate.agent.main.AgentOptions;
import io.sixgate.agent.main.AgentProcess;
import io.sixgate.agent.main.ChangeWatch;
import io.sixgate.agent.main.ServerWatch;
import io.sixgate.agent.main.Terminal;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.TrafficFile;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.main.HaproxyOptions;
import io.sixgate.haproxy.main.SyncWatch;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import io.sixgate.haproxy.traffic.TrafficWatch;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.sni.health.HealthWatch;
import io.sixgate.sni.health.MailWatch;
import io.sixgate.sni.router.SniRouter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps HAProxy's maps and configuration equal to the inventory. */
@Command(
    name = "sixgate-sni-router",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Keeps HAProxy's maps and configuration equal to the inventory, so that web and TLS services"
          + " of IPv6-only hosts are reached by name.",
      "Without --plan or --once it runs until SIGTERM; SIGHUP reads everything anew."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is as the inventory says, or it was stopped by a signal",
      "1:something failed, or the inventory has problems",
      "2:the command line is wrong",
      "3:the brake refused the plan (with --once)"
    })
public final class SniRouterAgent implements Callable<Integer> {
  @Mixin private AgentOptions options;
  @Mixin private HaproxyOptions haproxy;

  public static void main(String[] arguments) {
    System.exit(Terminal.attach(new CommandLine(new SniRouterAgent())).execute(arguments));
  }

  @Override
  public Integer call() {
    AgentProcess process = new AgentProcess(SniRouter.NAME, Version.text(), options);
    var settings = haproxy.settings(options.run().path());
    FileInventory inventory = new FileInventory(options.inventory());
    SniRouter router = new SniRouter(inventory, settings);
    RuntimeApi api =
        new RuntimeApi(
            new RuntimeSocket(settings.socket(BridgeConfiguration.PART), settings.patience()));
    return process.run(
        router,
        List.of(
            new ChangeWatch(inventory::watch),
            new ServerWatch<>(router::answering, router::known),
            new HealthWatch(router.health()),
            new MailWatch(router.mailHealth(), api),
            new TrafficWatch(
                api,
                BridgeConfiguration.TRAFFIC,
                new TrafficFile(options.run().traffic(SniRouter.NAME))),
            new SyncWatch(router.sync())));
  }
}
