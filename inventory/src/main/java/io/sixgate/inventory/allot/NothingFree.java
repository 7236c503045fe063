package io.sixgate.inventory.allot;

/** There is nothing left to choose; the message says what is in the way and what to do. */
public final class NothingFree extends Exception {
  private static final long serialVersionUID = 1L;

  NothingFree(String message) {
    super(message);
  }
}
