package io.sixgate.cli;

import io.sixgate.agent.loop.LoopSettings;
import io.sixgate.agent.main.BrakeOptions;
import io.sixgate.agent.main.Preview;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.haproxy.main.HaproxyOptions;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.sni.router.SniRouter;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Prints what each agent would do now, and does nothing.",
    description =
        "The plan is in the server's own commands. Lines that begin with # are none: they tell of"
            + " files to write, and of changed lines in them. Exit code 3 if the brake would refuse the"
            + " plan, else 1 if the inventory has problems.")
final class PlanCommand implements Callable<Integer> {
  @Mixin private Places places;
  @Mixin private RunPlace run;
  @Mixin private BrakeOptions brake;
  @Mixin private HaproxyOptions haproxy;

  @Option(names = "--json", description = "Print the plans as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Preview plan =
        Preview.of(
            new SniRouter(
                new FileInventory(places.inventoryFolder()), haproxy.settings(run.folder().path())),
            LoopSettings.standard(SniRouter.NAME, Version.text())
                .withBrake(brake.brake(spec.commandLine())));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(List.of(plan)));
    } else if (plan.commands().isEmpty()) {
      out.println("# " + plan.agent() + ": nothing to do");
    } else {
      out.println("# " + plan.agent());
      plan.commands().forEach(out::println);
    }
    PrintWriter err = spec.commandLine().getErr();
    if (!json && plan.refusal() != null) {
      err.println("the brake would refuse this: " + plan.refusal());
    }
    if (!json && !plan.problems().isEmpty()) {
      err.println(
          "the inventory has problems: %d; sixgate check shows them"
              .formatted(plan.problems().size()));
    }
    return plan.exitCode();
  }
}
