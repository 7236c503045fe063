package io.sixgate.inventory.net;

/**
 * A text that is not a value of the wanted type. The reason completes "X is wrong because …", the
 * remedy completes "…; …" as an order to the operator: {@code it is not an IPv6 address: …; write
 * it as eight groups …}.
 */
public final class WrongValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String remedy;

  public WrongValueException(String reason, String remedy) {
    // No stack trace is wanted: a million of these are data (a wrong line in a file), not faults of
    // the program.
    super(reason + "; " + remedy);
    this.reason = reason;
    this.remedy = remedy;
  }

  public String reason() {
    return reason;
  }

  public String remedy() {
    return remedy;
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
