package io.sixgate.nat64.jool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.net.Port;
import io.sixgate.nat64.share.Block;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class JoolStateTest {
  private static final JoolState LARGE =
      JoolContract.state("2001:db8:64:64::/96", 2999, new TreeMap<>());
  private static final JoolState SMALL =
      JoolContract.state("2001:db8:64:64::/96", 2499, new TreeMap<>());

  @Test
  void portsThatSessionsUseStayUntilTheyEnd() {
    BibKey used = new BibKey(L4.TCP, JoolContract.ADDRESS, new Port(2700));
    JoolState next = SMALL.draining(LARGE, new TreeSet<>(Set.of(used)));
    assertTrue(
        next.pool4()
            .contains(
                new PoolRow(
                    JoolState.DRAINING, L4.TCP, Block.of(JoolContract.ADDRESS, 2500, 2999))));
    assertEquals(SMALL.pool4().size() + 1, next.pool4().size());
  }

  @Test
  void portsThatNobodyUsesGoAtOnce() {
    BibKey elsewhere = new BibKey(L4.TCP, JoolContract.ADDRESS, new Port(2100));
    assertEquals(SMALL, SMALL.draining(LARGE, new TreeSet<>(Set.of(elsewhere))));
  }

  @Test
  void rowsThatTouchAreOneAsJoolKeepsThem() {
    TreeSet<PoolRow> rows = new TreeSet<>();
    rows.add(new PoolRow(2, L4.UDP, Block.of(JoolContract.ADDRESS, 2000, 2000)));
    rows.add(new PoolRow(2, L4.UDP, Block.of(JoolContract.ADDRESS, 2001, 2001)));
    rows.add(new PoolRow(2, L4.TCP, Block.of(JoolContract.ADDRESS, 2002, 2002)));
    assertEquals(2, PoolRow.joined(rows).size());
  }
}
