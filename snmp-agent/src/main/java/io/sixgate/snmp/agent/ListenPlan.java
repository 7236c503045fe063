package io.sixgate.snmp.agent;

import io.sixgate.agent.loop.Plan;
import io.sixgate.snmp.engine.Listening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From how it listens to how it should.
 *
 * @param before empty: it does not listen yet
 */
record ListenPlan(Optional<Listening> before, Listening after) implements Plan {
  @Override
  public boolean isEmpty() {
    return before.equals(Optional.of(after));
  }

  /** Nobody's traffic depends on it. */
  @Override
  public int removals() {
    return 0;
  }

  @Override
  public int present() {
    return before.map(listening -> listening.lines().size()).orElse(0);
  }

  @Override
  public List<String> commands() {
    if (isEmpty()) {
      return List.of();
    }
    List<String> commands = new ArrayList<>();
    before.ifPresent(listening -> commands.add("end: " + listening));
    commands.addAll(after.lines());
    return commands;
  }

  @Override
  public String effect() {
    return after.toString();
  }
}
