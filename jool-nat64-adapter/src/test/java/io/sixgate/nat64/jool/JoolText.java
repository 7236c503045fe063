package io.sixgate.nat64.jool;

import io.sixgate.nat64.state.Nat64State;

/** What Jool is given for a state, for tests of other packages. */
public final class JoolText {
  private JoolText() {}

  public static String of(Nat64State state) {
    return JoolFile.text(JoolState.of(state));
  }
}
