package io.sixgate.agent.loop;

import io.sixgate.agent.log.FailureText;
import java.io.IOException;
import java.util.Optional;

/**
 * One way through: plan, brake, apply. Whatever the surroundings do comes out as a result.
 *
 * @param reconciler the two ends
 * @param brake what it refuses
 */
record Pass<P extends Plan>(Reconciler<P> reconciler, Brake brake) {

  /**
   * Runs it.
   *
   * @param forced whether the brake is off this time
   * @throws InterruptedException if the agent is to stop
   */
  PassResult run(Depth depth, boolean forced) throws InterruptedException {
    try {
      P plan = reconciler.plan(depth);
      if (plan.isEmpty()) {
        return new PassResult.Unchanged();
      }
      Optional<Refusal> refusal = forced ? Optional.empty() : brake.judge(plan);
      if (refusal.isPresent()) {
        return new PassResult.Refused(refusal.get(), rest(plan), plan.drift());
      }
      return new PassResult.Applied(reconciler.apply(plan), plan.effect(), plan.drift());
    } catch (IOException e) {
      return new PassResult.Failed(FailureText.of(e), Optional.empty());
    } catch (RuntimeException e) {
      // A defect must not end the agent: the next change may be one that it handles.
      return new PassResult.Failed("defect in the agent: " + e, Optional.of(e));
    }
  }

  /** What the brake has nothing against is done: one customer's removals must not stop others. */
  private Optional<PassResult.Applied> rest(P refused) throws IOException, InterruptedException {
    Optional<P> rest = reconciler.withoutRemovals(refused).filter(plan -> !plan.isEmpty());
    return rest.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PassResult.Applied(
                reconciler.apply(rest.get()), rest.get().effect(), rest.get().drift()));
  }
}
