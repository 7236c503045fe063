package io.sixgate.nat64.agent;

import io.sixgate.nat64.state.Nat64State;

/** A number that is the same for the same state, on whichever gateway and in whichever run. */
final class Generation {
  private Generation() {}

  /** FNV-1a, 64 bits, over a text that says everything. */
  static long of(Nat64State state) {
    String text = state.toString();
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
