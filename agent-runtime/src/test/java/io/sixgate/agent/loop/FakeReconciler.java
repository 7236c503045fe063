package io.sixgate.agent.loop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Keeps a {@link FakeServer} as wanted; CHANGES trusts what it remembers of the server. */
final class FakeReconciler implements Reconciler<FakePlan> {

  final FakeServer server = new FakeServer();
  final List<Depth> depths = new ArrayList<>();
  Set<String> desired = new TreeSet<>();
  List<String> problems = List.of();
  RuntimeException defect;
  private Set<String> remembered = new TreeSet<>();

  @Override
  public FakePlan plan(Depth depth) throws IOException {
    depths.add(depth);
    if (defect != null) {
      throw defect;
    }
    if (depth == Depth.FULL) {
      remembered = server.list();
    }
    List<String> commands = new ArrayList<>();
    desired.stream().filter(e -> !remembered.contains(e)).forEach(e -> commands.add("add " + e));
    int added = commands.size();
    remembered.stream().filter(e -> !desired.contains(e)).forEach(e -> commands.add("del " + e));
    return new FakePlan(List.copyOf(commands), commands.size() - added, remembered.size());
  }

  @Override
  public Outcome apply(FakePlan plan) throws IOException {
    List<String> failures = new ArrayList<>();
    for (String command : plan.commands()) {
      if (!server.execute(command)) {
        failures.add(command + ": not obeyed");
      } else if (command.startsWith("add ")) {
        remembered.add(command.substring(4));
      } else {
        remembered.remove(command.substring(4));
      }
    }
    return new Outcome(plan.commands().size() - failures.size(), failures);
  }

  @Override
  public Facts facts() {
    return new Facts("g" + desired.hashCode(), Map.of("entries", (long) desired.size()), problems);
  }
}
