package io.sixgate.inventory.model;

/** How far a lease is, at the moment of a snapshot. */
public enum LeaseState {
  /** Its name leads to the lent address, and the address to the host. */
  LENT("lent"),
  /**
   * Taken back a moment ago: its name leads to the gateway's own addresses already, and the lent
   * address still to the host, for those who know the name's old address.
   */
  MOVING("moving"),
  /** Taken back: the lent address is free, the name leads to the gateway's own addresses. */
  RECLAIMED("reclaimed"),
  /** Over: neither name nor address leads anywhere. */
  EXPIRED("expired");

  private final String text;

  LeaseState(String text) {
    this.text = text;
  }

  /** Whether the lent address leads to the host. */
  public boolean isForwarded() {
    return this == LENT || this == MOVING;
  }

  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
