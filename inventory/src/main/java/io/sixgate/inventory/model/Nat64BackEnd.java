package io.sixgate.inventory.model;

/** What translates between IPv6 and IPv4. */
public enum Nat64BackEnd {
  /** Jool if its kernel module is there, else TAYGA. */
  AUTO("auto"),
  /** The kernel module. */
  JOOL("jool"),
  /** The daemon, with nftables for all that it cannot do. */
  TAYGA("tayga");

  private final String text;

  Nat64BackEnd(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
