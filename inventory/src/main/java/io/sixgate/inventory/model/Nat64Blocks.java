package io.sixgate.inventory.model;

/**
 * How the NAT64 pool is divided among those who have no share of their own: in blocks of ports, so
 * that address and port tell who used them (RFC 7422), or not at all.
 *
 * @param owners who gets a block each
 * @param size ports in a block
 */
public record Nat64Blocks(Owners owners, int size) {
  /** Who gets a block. */
  public enum Owners {
    /** Every customer. */
    CUSTOMERS("customers"),
    /** Every host, and every customer for what else is in its prefixes. */
    HOSTS("hosts"),
    /** Nobody: all share what is left of the pool. */
    NONE("none");

    private final String text;

    Owners(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** A thousand ports for every customer, of which an address has room for 63. */
  public static final Nat64Blocks STANDARD = new Nat64Blocks(Owners.CUSTOMERS, 1024);
}
