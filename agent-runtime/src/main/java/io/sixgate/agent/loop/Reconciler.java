package io.sixgate.agent.loop;

import java.io.IOException;
import java.util.Optional;

/**
 * The two ends of an agent: reading desired and actual, and changing one kind of server.
 *
 * <p>Called by one thread only. An {@link IOException} means that the server (or the inventory)
 * cannot be reached or understood now; its message is told to the operator once, and the pass is
 * tried again later. It should be the same text while the cause is the same.
 *
 * @param <P> the plan it makes and applies
 */
public interface Reconciler<P extends Plan> {

  /**
   * Compares desired with actual.
   *
   * @param depth the least that is to be read; FULL may be done where CHANGES is asked, as when the
   *     server turns out to be another process
   * @throws IOException if either side cannot be read
   * @throws InterruptedException if the agent is to stop
   */
  P plan(Depth depth) throws IOException, InterruptedException;

  /**
   * Carries the plan out as far as it goes.
   *
   * @throws IOException if it is not known how far it went; the next pass reads everything back
   * @throws InterruptedException if the agent is to stop
   */
  Outcome apply(P plan) throws IOException, InterruptedException;

  /**
   * The same plan without what it removes, to be carried out when the brake refuses the whole.
   *
   * @return empty if the two cannot be told apart
   */
  default Optional<P> withoutRemovals(P plan) {
    return Optional.empty();
  }

  /** What is known now; must not touch server or inventory. */
  Facts facts();
}
