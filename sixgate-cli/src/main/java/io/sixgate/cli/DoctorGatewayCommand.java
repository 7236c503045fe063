package io.sixgate.cli;

import io.sixgate.agent.main.Version;
import io.sixgate.cli.doctor.GatewayCheckup;
import io.sixgate.cli.doctor.GatewayReading;
import io.sixgate.haproxy.main.HaproxyOptions;
import io.sixgate.inventory.model.Inventory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "HAProxy, its ports, and what client address mode embedded needs.",
    description =
        "Compares gateway.yaml with this machine: addresses, HAProxy's sockets, files and limits,"
            + " who has the ports, route, sysctl and rights for embedded-prefix, inotify. Needs"
            + " root to see other users' processes. Exit code 1 if anything is wrong.")
final class DoctorGatewayCommand implements Callable<Integer> {
  @Mixin private Places places;
  @Mixin private RunPlace run;
  @Mixin private HaproxyOptions haproxy;
  @Mixin private DoctorReport report;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Inventory inventory = places.read().orThrow();
    return report.tell(
        GatewayCheckup.of(
            inventory.gateway(),
            inventory.customers().size(),
            GatewayReading.of(haproxy.settings(run.folder().path()))),
        spec.commandLine().getOut());
  }
}
