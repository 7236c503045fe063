package io.sixgate.haproxy.map;

/**
 * Whether changes are cheaper one by one or as a rewrite of the whole map ({@code prepare}, {@code
 * add}, {@code commit}).
 *
 * <p>Measured on HAProxy 2.6.12, microseconds: an {@code add} 6; {@code set} and {@code del} on a
 * map of n entries 0.05 × n, since until 2.9 they walk the list of all entries (4.2 ms at 100,000),
 * and 30 from 2.9 on; a rewrite 3.2 for each entry, of which 0.2 in the commit.
 *
 * @param linear whether {@code set} and {@code del} walk the whole map
 */
public record MapCosts(boolean linear) {
  private static final double ADD = 6;
  private static final double WALK = 0.05;
  private static final double DIRECT = 30;
  private static final double REWRITE = 3.2;
  private static final double REWRITE_START = 200;

  /**
   * Compares the two ways.
   *
   * @param changes what is to be done
   * @param actualSize entries in the map now
   * @param desiredSize entries in the map afterwards
   */
  public boolean rewriteIsCheaper(MapChanges changes, int actualSize, int desiredSize) {
    int walks = changes.set().size() + changes.removed().size();
    double oneByOne =
        changes.added().size() * ADD + walks * (linear ? DIRECT + WALK * actualSize : DIRECT);
    return oneByOne > REWRITE_START + desiredSize * REWRITE;
  }
}
