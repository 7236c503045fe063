package io.sixgate.nat64.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.nat64.load.ShareUse.Ports;
import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.share.Owner;
import io.sixgate.nat64.state.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ShareUseTest {
  private static final Instant NOW = Instant.parse("2026-11-27T03:30:00Z");

  private static Share share(OptionalInt sessions) {
    return new Share(
        16,
        Optional.of(Owner.of(Label.parse("umbra"))),
        List.of(Block.of(Ipv4Address.parse("192.0.2.32"), 1024, 2047)),
        sessions);
  }

  private static ShareUse using(long inUse) {
    return new ShareUse(
        share(OptionalInt.empty()),
        new Ports("TCP", "203.0.113.4:443", inUse, 1024),
        inUse,
        Refused.NOTHING,
        Refused.NOTHING);
  }

  @Test
  void belowNineOfTenNobodyIsTold() {
    assertEquals(List.of(), using(921).warnings());
    assertFalse(using(921).isNearlyFull());
  }

  @Test
  void whoseShareIsNearlyFullIsTold() {
    assertEquals(
        List.of(
            "nat64: umbra has 95 % of its 1,024 TCP ports in use for 203.0.113.4:443; give it more ports in the inventory, or look what its hosts do"),
        using(973).warnings());
  }

  @Test
  void whatFoundNoPortIsTold() {
    Refused some = new Refused(3, NOW, true);
    assertEquals(
        List.of(
            "nat64: umbra has 100 % of its 1,024 UDP ports in use for 203.0.113.4:53, and 3 sessions found none, the last by 2026-11-27T03:30:00Z; give it more ports in the inventory, or look what its hosts do"),
        new ShareUse(
                share(OptionalInt.empty()),
                new Ports("UDP", "203.0.113.4:53", 1024, 1024),
                1024,
                Refused.NOTHING,
                some)
            .warnings());
    assertEquals(
        List.of(
            "nat64: umbra had all ports in use that go to one server, and 3 sessions found none, the last by 2026-11-27T03:30:00Z; give it more ports in the inventory, or look what its hosts do"),
        new ShareUse(
                share(OptionalInt.empty()), new Ports("", "", 0, 1024), 0, Refused.NOTHING, some)
            .warnings());
  }

  @Test
  void whatWasAboveTheNumberOfSessionsIsTold() {
    Ports few = new Ports("TCP", "203.0.113.4:443", 20, 1024);
    assertEquals(
        List.of(
            "nat64: umbra was refused 10 packets that would begin a session above its 20, the last by 2026-11-27T03:30:00Z; raise its sessions: in the inventory, or look what its hosts do"),
        new ShareUse(
                share(OptionalInt.of(20)), few, 20, new Refused(10, NOW, true), Refused.NOTHING)
            .warnings());
    assertEquals(
        List.of(
            "nat64: umbra has 19 of its 20 sessions; raise its sessions: in the inventory, or look what its hosts do"),
        new ShareUse(
                share(OptionalInt.of(20)), few, 19, new Refused(10, NOW, false), Refused.NOTHING)
            .warnings());
  }

  @Test
  void theStatusHasARowForWhoUsesAnything() {
    assertEquals(
        Map.of(
            "umbra",
            Map.of(
                "ports", 1024L,
                "ports-in-use", 973L,
                "sessions", 973L,
                "refused-sessions", 0L,
                "without-port", 0L,
                "nearly-full", 1L)),
        ShareUse.rows(List.of(using(973))));
    assertEquals(Map.of(), ShareUse.rows(List.of(using(0))));
  }

  @Test
  void refusalsAreRecentForFiveMinutesByAClockThatNobodySets() {
    Tally tally = new Tally();
    tally.addOld(16, 4);
    assertEquals(new Refused(4, Instant.EPOCH, false), tally.of(16, 0));
    tally.add(16, 3, NOW, 0);
    tally.add(16, 0, NOW.plusSeconds(9), 9);
    assertEquals(new Refused(7, NOW, true), tally.of(16, Duration.ofMinutes(4).toNanos()));
    assertEquals(new Refused(7, NOW, false), tally.of(16, Duration.ofMinutes(6).toNanos()));
    assertEquals(Refused.NOTHING, tally.of(17, 0));
  }
}
