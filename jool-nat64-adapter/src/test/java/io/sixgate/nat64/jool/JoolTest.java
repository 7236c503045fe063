package io.sixgate.nat64.jool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.nat64.nft.LiveTable;
import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.state.Inbound;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Share;
import io.sixgate.nat64.state.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The instance becomes what the state says, by no more than differs. */
final class JoolTest {
  private static final Ipv4Address GATEWAY = Ipv4Address.parse("192.0.2.1");
  private static final Ipv4Address POOL = Ipv4Address.parse("192.0.2.33");
  private static final Ipv6Address HOST = Ipv6Address.parse("2001:db8:a::80");

  @TempDir Path folder;
  private final FakeJool fake = new FakeJool();
  private Path nft;
  private Jool jool;

  @BeforeEach
  void agent() throws IOException {
    nft =
        Files.writeString(
            folder.resolve("nft"),
            """
            #!/bin/sh
            case "$*" in
              *-j*) echo '{"nftables": []}' ;;
              *list*) echo listed ;;
              *) cat >/dev/null ;;
            esac
            """);
    assertTrue(nft.toFile().setExecutable(true));
    jool = jool(fake);
  }

  private Jool jool(JoolProgram program) {
    JoolSettings settings = new JoolSettings("jool", nft.toString(), folder);
    return new Jool(settings, program, new LiveTable(settings.nft(), folder));
  }

  /** Each forward leads to a port of its own. */
  private static Nat64State state(int lastPort, String... forwards) {
    SortedMap<Inbound, Target> inbound = new TreeMap<>();
    for (String forward : forwards) {
      PortRange ports = PortRange.parse(forward);
      inbound.put(new Inbound(GATEWAY, Protocol.UDP, ports), new Target(16, HOST, ports.first()));
    }
    SortedMap<Integer, Share> shares = new TreeMap<>();
    shares.put(
        16,
        new Share(
            16, Optional.empty(), List.of(Block.of(POOL, 2000, lastPort)), OptionalInt.empty()));
    return new Nat64State(
        Ipv6Prefix.parse("2001:db8:64:64::/96"),
        List.of(POOL),
        shares,
        new TreeMap<>(),
        new TreeMap<>(),
        inbound,
        List.of(),
        List.of(),
        true,
        false);
  }

  /** What Jool is told to change. */
  private List<String> applied(Nat64State state, boolean full) throws Exception {
    fake.changes.clear();
    JoolPlan plan = jool.plan(Optional.of(state), full);
    if (!plan.isEmpty()) {
      assertEquals(List.of(), jool.apply(plan).failures());
    }
    return List.copyOf(fake.changes);
  }

  private JoolState inTheKernel() throws Exception {
    return new JoolCli(fake).read().orElseThrow().state();
  }

  @Test
  void aForwardMoreAmongTwentyThousandPortsIsTwoCommands() throws Exception {
    applied(state(2999, "20000-40000"), true);
    assertEquals(
        List.of(
            "-i sixgate pool4 add --udp --mark 2 192.0.2.1 41000-41000",
            "-i sixgate bib add --udp 192.0.2.1#41000 2001:db8:a::80#41000"),
        applied(state(2999, "20000-40000", "41000"), false));
  }

  @Test
  void oneThatGoesTakesItsEntryAndItsPortWithIt() throws Exception {
    applied(state(2999, "20000-20002"), true);
    assertEquals(
        List.of(
            "-i sixgate bib remove --udp 192.0.2.1#20002",
            "-i sixgate pool4 remove --udp --mark 2 192.0.2.1 20002-20002"),
        applied(state(2999, "20000-20001"), false));
  }

  @Test
  void aShareThatChangesIsSetByAFileThatNamesNoEntries() throws Exception {
    applied(state(2999, "20000-20002"), true);
    assertEquals(List.of("file handle"), applied(state(3999, "20000-20002"), false));
    assertEquals(JoolState.of(state(3999, "20000-20002")), inTheKernel());
    assertFalse(Files.exists(folder.resolve("jool.settings.json")));
  }

  @Test
  void aShareThatShrinksKeepsThePortsOfSessionsUntilAReadingShowsTheirEnd() throws Exception {
    BibKey session = new BibKey(L4.TCP, POOL, new Port(2990));
    applied(state(2999), true);
    fake.session(session, new BibTarget(HOST, new Port(40000)));
    applied(state(2499), false);
    PoolRow draining = new PoolRow(JoolState.DRAINING, L4.TCP, Block.of(POOL, 2500, 2999));
    assertTrue(inTheKernel().pool4().contains(draining));
    applied(state(2499, "20000"), false);
    assertTrue(inTheKernel().pool4().contains(draining), "another change does not end it");
    fake.ended(session);
    applied(state(2499, "20000"), true);
    assertEquals(JoolState.of(state(2499, "20000")), inTheKernel());
  }

  @Test
  void throughAllStatesInAnyOrderASecondPassHasNothingToDo() throws Exception {
    List<Nat64State> states =
        List.of(
            state(2999),
            state(2999, "20000-20009"),
            state(2999, "20000-20004", "20006", "20008-20020"),
            state(2999, "20005"),
            state(3999, "20005", "20100-20200"),
            state(2500, "20100-20300"));
    Random random = new Random(6);
    for (int i = 0; i < 15; i++) {
      Nat64State next = states.get(random.nextInt(states.size()));
      applied(next, false);
      assertEquals(JoolState.of(next), inTheKernel());
      assertTrue(jool.plan(Optional.of(next), false).isEmpty());
      assertEquals(Optional.of(JoolState.of(next)), JoolFile.read(folder.resolve("jool.json")));
    }
  }

  @Test
  void killedAtAnyMomentOfAChangeTheNextAgentTakesNothingForSomebodyElses() throws Exception {
    for (int commands = 0; commands < 5; commands++) {
      jool = jool(fake);
      applied(state(2999, "20000-20001"), true);
      List<String> told = new ArrayList<>();
      int most = commands;
      Jool killed =
          jool(
              arguments -> {
                if (!arguments.contains("display") && told.size() >= most) {
                  throw new IllegalStateException("killed");
                }
                if (!arguments.contains("display")) {
                  told.add(String.join(" ", arguments));
                }
                return fake.run(arguments);
              });
      JoolPlan plan = killed.plan(Optional.of(state(2999, "20001", "20030")), true);
      try {
        killed.apply(plan);
      } catch (IllegalStateException e) {
        assertEquals("killed", e.getMessage());
      }
      jool = jool(fake);
      applied(state(2999, "20000"), true);
      assertEquals(JoolState.of(state(2999, "20000")), inTheKernel());
      assertEquals(List.of(), jool.warnings());
    }
  }

  @Test
  void somebodyElsesEntryIsToldUntilItGoesAndHoldsUpItsPortOnly() throws Exception {
    applied(state(2999, "20000-20001"), true);
    BibKey key = new BibKey(L4.UDP, GATEWAY, new Port(20002));
    JoolCli operator = new JoolCli(fake);
    operator.add(new PoolRow(9, L4.UDP, Block.of(GATEWAY, 20002, 20002)));
    operator.add(key, new BibTarget(HOST, new Port(9)));
    applied(state(2999, "20000-20003"), true);
    assertEquals(1, jool.warnings().size());
    applied(state(2999, "20000-20004"), false);
    assertTrue(
        jool.warnings().get(0).contains("the inventory's entry for that port has to wait"),
        () -> jool.warnings().toString());
    assertEquals(Optional.of(new BibTarget(HOST, new Port(9))), inTheKernel().bib().get(key));
    jool.removeForeign(true);
    applied(state(2999, "20000-20004"), true);
    assertEquals(JoolState.of(state(2999, "20000-20004")), inTheKernel());
    assertEquals(List.of(), jool.warnings());
  }

  @Test
  void anInstanceThatSomebodyRemovedIsMadeAgainWithItsEntries() throws Exception {
    applied(state(2999, "20000-20001"), true);
    fake.forget();
    assertEquals(List.of("file handle"), applied(state(2999, "20000-20001"), true));
    assertEquals(JoolState.of(state(2999, "20000-20001")), inTheKernel());
  }

  @Test
  void aFileThatSomebodyChangedIsWrittenAgain() throws Exception {
    applied(state(2999, "20000"), true);
    Files.delete(folder.resolve("jool.json"));
    assertEquals(List.of(), applied(state(2999, "20000"), false));
    assertTrue(Files.exists(folder.resolve("jool.json")));
  }
}
