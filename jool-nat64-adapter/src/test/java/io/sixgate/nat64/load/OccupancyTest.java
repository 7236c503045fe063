package io.sixgate.nat64.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.nat64.load.OutwardSession.Outer;
import io.sixgate.nat64.load.ShareUse.Ports;
import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.share.Owner;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Share;
import io.sixgate.nat64.state.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OccupancyTest {
  private static final Ipv4Address POOL = Ipv4Address.parse("192.0.2.32");
  private static final String SERVER = "203.0.113.4:7007";
  private static final int UMBRA = 16;
  private static final int ACME = 17;

  /** A host of umbra, number 18, uses umbra's share. */
  private static final Nat64State STATE =
      new Nat64State(
          Ipv6Prefix.parse("2001:db8:64:64::/96"),
          List.of(POOL),
          new TreeMap<>(Map.of(UMBRA, share(UMBRA, "umbra", 0), ACME, share(ACME, "acme", 1))),
          new TreeMap<>(Map.of(Ipv6Address.parse("2001:db8:b::80"), new Source(18, UMBRA))),
          new TreeMap<>(
              Map.of(
                  Ipv6Prefix.parse("2001:db8:b::/48"), new Source(UMBRA, UMBRA),
                  Ipv6Prefix.parse("2001:db8:a::/48"), new Source(ACME, ACME))),
          new TreeMap<>(),
          List.of(),
          List.of(),
          true,
          false);

  private static Share share(int mark, String owner, int index) {
    int first = 2000 + 16 * index;
    return new Share(
        mark,
        Optional.of(Owner.of(Label.parse(owner))),
        List.of(Block.of(POOL, first, first + 15)),
        OptionalInt.empty());
  }

  private static List<OutwardSession> sessions(int owner, int from, int to, boolean answered) {
    List<OutwardSession> all = new ArrayList<>();
    for (int port = from; port < to; port++) {
      all.add(session(owner, port, SERVER, 2000, answered));
    }
    return all;
  }

  private static OutwardSession session(
      int owner, int port, String server, int outer, boolean answered) {
    Optional<Outer> given =
        answered ? Optional.of(new Outer(POOL, new Port(outer))) : Optional.empty();
    return new OutwardSession(owner, "TCP", port, server, given, answered);
  }

  @Test
  void portsAreCountedByServerBecauseNetfilterGivesOneToSessionsWithSeveral() {
    List<OutwardSession> some = new ArrayList<>(sessions(18, 0, 5, true));
    for (int i = 0; i < 40; i++) {
      some.add(session(UMBRA, i, "203.0.113.5:" + (1000 + i), 2000, true));
    }
    Occupancy occupancy = Occupancy.of(STATE, List.of(), some);
    assertEquals(Map.of(UMBRA, new Ports("TCP", SERVER, 5, 16)), occupancy.fullest());
    assertEquals(Map.of(UMBRA, 45L), occupancy.sessions());
    assertFalse(occupancy.isTight());
  }

  @Test
  void sessionsThatAreOnTheHostsSideOnlyFoundNoPort() {
    List<OutwardSession> withPort = new ArrayList<>(sessions(18, 0, 8, true));
    withPort.addAll(sessions(UMBRA, 100, 108, true));
    List<OutwardSession> wanted = new ArrayList<>(sessions(18, 0, 8, true));
    wanted.addAll(sessions(18, 8, 11, false));
    wanted.addAll(sessions(UMBRA, 100, 108, false));
    wanted.addAll(sessions(ACME, 0, 3, false)); // a firewall's doing: acme has ports
    Occupancy occupancy = Occupancy.of(STATE, wanted, withPort);
    assertTrue(occupancy.isTight());
    assertEquals(
        Map.of(
            new OutwardSession.Key(18, "TCP", 8, SERVER), UMBRA,
            new OutwardSession.Key(18, "TCP", 9, SERVER), UMBRA,
            new OutwardSession.Key(18, "TCP", 10, SERVER), UMBRA),
        occupancy.withoutPort());
  }

  @Test
  void whatBeganBeforeTheShareWasChangedTakesNoPortOfIt() {
    List<OutwardSession> withPort = new ArrayList<>(sessions(18, 0, 5, true));
    for (int i = 0; i < 30; i++) {
      withPort.add(session(UMBRA, 100 + i, SERVER, 3000 + i, true));
    }
    Occupancy occupancy = Occupancy.of(STATE, List.of(), withPort);
    assertEquals(Map.of(UMBRA, new Ports("TCP", SERVER, 5, 16)), occupancy.fullest());
    assertEquals(Map.of(UMBRA, 35L), occupancy.sessions());
    assertFalse(occupancy.isTight());
  }

  @Test
  void whoIsNobodyHasNoShare() {
    Occupancy occupancy = Occupancy.of(STATE, List.of(), sessions(99, 0, 20, true));
    assertEquals(Map.of(), occupancy.sessions());
    assertFalse(occupancy.isTight());
  }
}
