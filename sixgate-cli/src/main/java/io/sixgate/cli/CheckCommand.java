package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Prints every problem of the inventory.",
    description =
        "Reads all of it and prints one problem a line, with file, line, column and what to do."
            + " What has a problem is left out; all else is served. Exit code 1 if there is any.")
final class CheckCommand implements Callable<Integer> {
  @Mixin private Places places;

  @Option(names = "--json", description = "Print the problems as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** One problem as JSON. */
  record ProblemRow(
      String file, int line, int column, String path, String value, String reason, String remedy) {
    static ProblemRow of(Problem problem) {
      return new ProblemRow(
          problem.place().file(),
          problem.place().line(),
          problem.place().column(),
          problem.path(),
          problem.value(),
          problem.reason(),
          problem.remedy());
    }
  }

  /** The result as JSON. */
  record Result(String inventory, boolean usable, List<ProblemRow> problems) {}

  @Override
  public Integer call() throws Exception {
    Places.Reading reading = places.read();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          StatusFile.json(
              new Result(
                  places.inventoryFolder().toString(),
                  reading.isUsable(),
                  reading.problems().stream().map(ProblemRow::of).toList())));
    } else {
      reading.problems().forEach(out::println);
      out.println(summary(reading));
    }
    return reading.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private String summary(Places.Reading reading) {
    int problems = reading.problems().size();
    String counted =
        problems == 0 ? "no problems" : problems == 1 ? "1 problem" : problems + " problems";
    if (!reading.isUsable()) {
      return "%s: %s, and nothing can be served".formatted(places.inventoryFolder(), counted);
    }
    Inventory inventory = reading.inventory();
    long hosts =
        inventory.customers().values().stream()
            .mapToLong((Customer customer) -> customer.hosts().size())
            .sum();
    return "%s: %s; customers: %d, hosts: %d"
        .formatted(places.inventoryFolder(), counted, inventory.customers().size(), hosts);
  }
}
