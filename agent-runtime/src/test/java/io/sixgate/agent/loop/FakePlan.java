package io.sixgate.agent.loop;

import java.util.List;

/** Commands of {@link FakeServer}. */
record FakePlan(List<String> commands, int removals, int present) implements Plan {

  static FakePlan removing(int removals, int present) {
    return new FakePlan(List.of("any"), removals, present);
  }

  @Override
  public boolean isEmpty() {
    return commands.isEmpty();
  }

  @Override
  public String effect() {
    return commands.size() - removals + " added, " + removals + " removed";
  }
}
