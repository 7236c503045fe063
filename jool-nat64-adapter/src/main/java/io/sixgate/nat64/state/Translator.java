package io.sixgate.nat64.state;

import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Plan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The program that translates, with what it needs of nftables.
 *
 * @param <P> its plan
 */
public interface Translator<P extends Plan> {
  /** As in gateway.yaml, e.g. {@code jool}. */
  String name();

  /**
   * Compares.
   *
   * @param desired empty if there should be no NAT64
   * @param full whether everything is read from the kernel
   * @throws IOException if it cannot be read
   */
  P plan(Optional<Nat64State> desired, boolean full) throws IOException, InterruptedException;

  /** Carries the plan out as far as it goes. */
  Outcome apply(P plan) throws IOException, InterruptedException;

  /** Numbers for the status, as of the last full read. */
  Map<String, Long> counts();

  /** How full shares are, by owner and column, as of the last full read. */
  SortedMap<String, Map<String, Long>> shares();

  /** What an operator should know and the inventory is not to blame for. */
  List<String> warnings();
}
