package io.sixgate.cli;

import io.sixgate.agent.loop.LoopSettings;
import io.sixgate.agent.main.BrakeOptions;
import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Preview;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Problem;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
  @Mixin private ServerOptions servers;

  @Option(names = "--json", description = "Print the plans as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    FileInventory inventory = new FileInventory(places.inventoryFolder());
    List<Preview> plans = new ArrayList<>();
    for (GatewayAgent agent : GatewayAgent.of(Set.copyOf(run.folder().agents()))) {
      plans.add(
          agent.preview(
              inventory,
              servers.settings(run),
              LoopSettings.standard(agent.text(), Version.text())
                  .withBrake(brake.brake(spec.commandLine()))));
    }
    if (json) {
      spec.commandLine().getOut().println(StatusFile.json(plans));
    } else {
      print(plans, ofInventory(inventory));
    }
    if (plans.stream().anyMatch(plan -> plan.refusal() != null)) {
      return ExitCode.REFUSED;
    }
    return plans.stream().allMatch(plan -> plan.problems().isEmpty())
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  /**
   * The agents read it a moment ago: what they found there, {@code sixgate check} shows as well.
   */
  private static Set<String> ofInventory(FileInventory inventory) throws InventoryUnavailable {
    return inventory.read().problems().stream().map(Problem::toString).collect(Collectors.toSet());
  }

  private void print(List<Preview> plans, Set<String> ofInventory) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Set<String> problems = new LinkedHashSet<>();
    for (Preview plan : plans) {
      if (plan.commands().isEmpty()) {
        out.println("# " + plan.agent() + ": nothing to do");
      } else {
        out.println("# " + plan.agent());
        plan.commands().forEach(out::println);
      }
      if (plan.refusal() != null) {
        err.println("the brake would refuse this: " + plan.refusal());
      }
      problems.addAll(plan.problems());
    }
    problems.stream()
        .filter(problem -> !ofInventory.contains(problem))
        .forEach(problem -> err.println("problem: " + problem));
    if (!problems.isEmpty()) {
      err.println(
          "there are problems: %d; sixgate check and sixgate status show them"
              .formatted(problems.size()));
    }
  }
}
