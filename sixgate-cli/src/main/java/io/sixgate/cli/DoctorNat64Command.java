package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Version;
import io.sixgate.cli.doctor.Finding;
import io.sixgate.cli.doctor.nat64.HostShell;
import io.sixgate.cli.doctor.nat64.Nat64Checkup;
import io.sixgate.cli.doctor.nat64.Nat64Reading;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.nat64.agent.BackEndChoice;
import io.sixgate.nat64.agent.Nat64Settings;
import io.sixgate.nat64.main.Nat64Options;
import io.sixgate.nat64.share.History;
import io.sixgate.nat64.state.DesiredState;
import io.sixgate.nat64.state.Nat64State;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "nat64",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "NAT64: kernel, translator, and the pool's ports.",
    description =
        "Compares nat64 of gateway.yaml with this machine: forwarding, table, translator and its"
            + " route, module and command of Jool and the kernels it is built for, ports that the"
            + " machine itself uses, MTU, GRO and LRO. Needs root. With --from it looks at what a host"
            + " needs, from the inside. Exit code 1 if anything is wrong.")
final class DoctorNat64Command implements Callable<Integer> {
  @Mixin private Places places;
  @Mixin private Nat64Options options;
  @Mixin private FromHost from;
  @Mixin private DoctorReport report;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (from.wantsScript()) {
      spec.commandLine().getOut().print(HostShell.script());
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
    Inventory inventory = places.read().orThrow();
    Nat64 nat64 =
        inventory
            .gateway()
            .nat64()
            .orElseThrow(() -> new IOException("gateway.yaml has no nat64; nothing to look at"));
    return report.tell(
        from.isGiven() ? from.look(inventory, nat64.prefix()) : onTheGateway(inventory, nat64),
        spec.commandLine().getOut());
  }

  private List<Finding> onTheGateway(Inventory inventory, Nat64 nat64)
      throws IOException, InterruptedException {
    Nat64Settings settings = options.settings();
    Nat64State state =
        DesiredState.of(inventory, new History(settings.shares()).read().next(inventory))
            .orElseThrow();
    return Nat64Checkup.of(
        nat64,
        state,
        Nat64Reading.of(
            settings,
            BackEndChoice.of(settings, inventory.gateway().nat64()),
            nat64.prefix(),
            state.hosts().keySet()));
  }
}
