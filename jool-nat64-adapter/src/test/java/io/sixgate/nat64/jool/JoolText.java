package io.sixgate.nat64.jool;

import io.sixgate.nat64.state.Nat64State;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What Jool is given for a state, for tests of other packages. */
public final class JoolText {
  private JoolText() {}

  public static String of(Nat64State state) {
    return of(JoolState.of(state));
  }

  static String of(JoolState state) {
    StringWriter text = new StringWriter();
    try {
      JoolFile.write(state, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a StringWriter there is none
    }
    return text.toString();
  }
}
