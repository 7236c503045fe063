package io.sixgate.snmp.agent;

import io.sixgate.agent.loop.Plan;
import java.util.ArrayList;
import java.util.List;

/** From where it answers to where it should. */
record ListenPlan(Ends before, Ends after) implements Plan {
  boolean isSnmpRight() {
    return before.snmp().equals(after.snmp());
  }

  boolean isPageRight() {
    return before.metrics().equals(after.metrics());
  }

  @Override
  public boolean isEmpty() {
    return before.equals(after);
  }

  /** Nobody's traffic depends on it. */
  @Override
  public int removals() {
    return 0;
  }

  @Override
  public int present() {
    return before.lines().size();
  }

  @Override
  public int drift() {
    return (isSnmpRight() ? 0 : 1) + (isPageRight() ? 0 : 1);
  }

  @Override
  public List<String> commands() {
    if (isEmpty()) {
      return List.of();
    }
    List<String> commands = new ArrayList<>();
    before.lines().stream()
        .filter(line -> !after.lines().contains(line))
        .forEach(line -> commands.add("end: " + line));
    after.lines().stream().filter(line -> !before.lines().contains(line)).forEach(commands::add);
    return commands;
  }

  @Override
  public String effect() {
    return String.join(", ", after.lines());
  }
}
