package io.sixgate.agent.loop;

import io.sixgate.agent.status.AgentStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What {@code --once} does: one full pass, told as the loop would tell it. */
public final class SinglePass {

  private SinglePass() {}

  /**
   * Runs it.
   *
   * @param forced whether the brake is off
   * @return the status after it
   * @throws InterruptedException if the process is to stop
   */
  public static <P extends Plan> AgentStatus run(
      Reconciler<P> reconciler, LoopSettings settings, Time time, boolean forced)
      throws InterruptedException {
    Ledger ledger = new Ledger(settings, "run again with --force", time);
    Set<Trigger> triggers = EnumSet.of(Trigger.START);
    if (forced) {
      triggers.add(Trigger.FORCE);
    }
    long began = time.nanos();
    PassResult result = new Pass<>(reconciler, settings.brake()).run(Depth.FULL, forced);
    Duration took = Duration.ofNanos(time.nanos() - began);
    ledger.enter(result, reconciler.facts(), triggers, Depth.FULL, took);
    return ledger.status(null);
  }
}
