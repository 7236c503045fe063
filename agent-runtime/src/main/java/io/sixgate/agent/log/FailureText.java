package io.sixgate.agent.log;

import java.io.IOException;

/** A failure in words for the operator. */
public final class FailureText {

  private FailureText() {}

  /** Some of the JDK's file exceptions have only a path as message, some have none. */
  public static String of(IOException e) {
    boolean sentence =
        e.getClass() == IOException.class || e.getClass().getName().startsWith("io.sixgate.");
    return sentence && e.getMessage() != null
        ? e.getMessage()
        : e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
  }
}
