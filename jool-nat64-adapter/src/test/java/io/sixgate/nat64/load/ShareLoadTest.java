package io.sixgate.nat64.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.share.Owner;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Share;
import io.sixgate.nat64.state.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a conntrack that prints a file of the family that it is asked for. */
final class ShareLoadTest {
  private static final int UMBRA = 16;
  private static final Nat64State STATE =
      new Nat64State(
          Ipv6Prefix.parse("2001:db8:64:64::/96"),
          List.of(Ipv4Address.parse("192.0.2.32")),
          new TreeMap<>(
              Map.of(
                  UMBRA,
                  new Share(
                      UMBRA,
                      Optional.of(Owner.of(Label.parse("umbra"))),
                      List.of(Block.of(Ipv4Address.parse("192.0.2.32"), 2000, 2001)),
                      OptionalInt.of(50)))),
          new TreeMap<>(Map.of(Ipv6Address.parse("2001:db8:b::80"), new Source(UMBRA, UMBRA))),
          new TreeMap<>(),
          new TreeMap<>(),
          List.of(),
          List.of(),
          true,
          false);

  @TempDir private Path folder;
  private ShareLoad load;

  @BeforeEach
  void begin() throws IOException {
    Path conntrack = folder.resolve("conntrack");
    Files.writeString(conntrack, "#!/bin/sh\nexec cat \"${0%/*}/$3\"\n");
    Files.setPosixFilePermissions(conntrack, PosixFilePermissions.fromString("rwx------"));
    Path statistics = folder.resolve("statistics");
    Files.writeString(statistics, "entries insert_failed\n00000002 0000000a\n");
    Clock clock = Clock.fixed(Instant.parse("2026-11-27T03:30:00Z"), ZoneOffset.UTC);
    load = new ShareLoad(conntrack.toString(), statistics, clock);
    sessions(2, 2);
  }

  /** So many that hosts asked for, unanswered, and so many that have a port. */
  private void sessions(int wanted, int withPort) throws IOException {
    StringBuilder front = new StringBuilder();
    for (int port = 40_000; port < 40_000 + wanted; port++) {
      front.append(
          "tcp 6 9 SYN_SENT src=2001:db8:b::80 dst=2001:db8:64:64::cb00:7104 sport=%d dport=80 [UNREPLIED] src=2001:db8:64:64::cb00:7104 dst=2001:db8:64:64::c612:10 sport=80 dport=%d\n"
              .formatted(port, port));
    }
    StringBuilder behind = new StringBuilder();
    for (int port = 40_000; port < 40_000 + withPort; port++) {
      behind.append(
          "tcp 6 9 SYN_SENT src=198.18.0.16 dst=203.0.113.4 sport=%d dport=80 [UNREPLIED] src=203.0.113.4 dst=192.0.2.32 sport=80 dport=%d\n"
              .formatted(port, 2000 + port - 40_000));
    }
    Files.writeString(folder.resolve("ipv6"), front);
    Files.writeString(folder.resolve("ipv4"), behind);
  }

  @Test
  void aSessionThatFindsNoPortIsCountedOnceThoughItIsSeenTwice() throws Exception {
    sessions(5, 2);
    load.read(STATE, Map.of());
    load.read(STATE, Map.of());
    assertEquals(3, load.rows().get("umbra").get("without-port"));
    sessions(6, 2);
    load.read(STATE, Map.of());
    assertEquals(4, load.rows().get("umbra").get("without-port"));
    assertEquals(
        Map.of(
            "insert-failed", 10L,
            "sessions", 2L,
            "without-port", 4L,
            "share-drops", 4L,
            "shares-nearly-full", 1L),
        load.counts());
    assertTrue(load.isOf(STATE));
  }

  @Test
  void whatTheKernelHadCountedBeforeTheFirstReadingIsNoNews() throws Exception {
    sessions(1, 1);
    load.read(STATE, Map.of(UMBRA, 7L));
    assertEquals(List.of(), load.warnings());
    load.read(STATE, Map.of(UMBRA, 9L));
    assertEquals(
        List.of(
            "nat64: umbra was refused 9 packets that would begin a session above its 50, the last by 2026-11-27T03:30:00Z; raise its sessions: in the inventory, or look what its hosts do"),
        load.warnings());
  }

  @Test
  void aTableThatWasReplacedCountsFromNothing() throws Exception {
    load.read(STATE, Map.of(UMBRA, 7L));
    load.read(STATE, Map.of(UMBRA, 2L));
    assertEquals(9, load.rows().get("umbra").get("refused-sessions"));
    load.read(STATE, Map.of());
    assertEquals(9, load.counts().get("share-drops"), "what was dropped stays so");
    load.read(STATE, Map.of(UMBRA, 1L));
    assertEquals(10, load.rows().get("umbra").get("refused-sessions"));
  }

  @Test
  void withoutTheProgramItIsSaidThatNothingIsKnown() throws Exception {
    ShareLoad blind = new ShareLoad(folder.resolve("none").toString(), folder, Clock.systemUTC());
    blind.read(STATE, Map.of());
    assertEquals(1, blind.warnings().size());
    String text = blind.warnings().get(0);
    assertTrue(text.startsWith("nat64: how full the shares are is not known: "), text);
    assertTrue(text.endsWith("; apt install conntrack"), text);
  }
}
