package io.sixgate.agent.main;

import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Facts;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Plan;
import io.sixgate.agent.loop.Reconciler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** An agent whose "server" is the file INVENTORY/actual and whose inventory INVENTORY/desired. */
@Command(
    name = "file-agent",
    mixinStandardHelpOptions = true,
    description = "Keeps 0–n lines as they should be.")
public final class FileAgent implements Callable<Integer> {

  @Mixin private AgentOptions options;

  public static void main(String[] arguments) {
    System.exit(Terminal.attach(new CommandLine(new FileAgent())).execute(arguments));
  }

  @Override
  public Integer call() {
    return new AgentProcess("file", "0.1.0", options)
        .run(new Reconciling(options.inventory()), List.of());
  }

  private record LinePlan(List<String> commands, int removals, int present) implements Plan {
    @Override
    public boolean isEmpty() {
      return commands.isEmpty();
    }
  }

  private record Reconciling(Path folder) implements Reconciler<LinePlan> {
    @Override
    public LinePlan plan(Depth depth) throws IOException {
      List<String> desired = Files.readAllLines(folder.resolve("desired"));
      List<String> actual = Files.readAllLines(folder.resolve("actual"));
      List<String> commands = new ArrayList<>();
      desired.stream().filter(e -> !actual.contains(e)).forEach(e -> commands.add("add " + e));
      int added = commands.size();
      actual.stream().filter(e -> !desired.contains(e)).forEach(e -> commands.add("del " + e));
      return new LinePlan(commands, commands.size() - added, actual.size());
    }

    @Override
    public Outcome apply(LinePlan plan) throws IOException {
      Files.copy(
          folder.resolve("desired"), folder.resolve("actual"), StandardCopyOption.REPLACE_EXISTING);
      return Outcome.complete(plan.commands().size());
    }

    @Override
    public Facts facts() {
      boolean problem = Files.exists(folder.resolve("problem"));
      return new Facts("g", Map.of(), problem ? List.of("a.yaml:1:1: bad") : List.of());
    }
  }
}
