package io.sixgate.nat64.jool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sixgate.agent.command.CommandFailed;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.nat64.share.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the adapter counts on: asked of the fake, and of Jool itself where there is one. */
abstract class JoolContract {
  static final Ipv4Address ADDRESS = Ipv4Address.parse("192.0.2.33");
  static final BibKey DNS = new BibKey(L4.UDP, ADDRESS, new Port(2000));
  static final BibTarget HOST = new BibTarget(Ipv6Address.parse("2001:db8:a::80"), new Port(53));
  static final BibTarget OTHER = new BibTarget(Ipv6Address.parse("2001:db8:a::81"), new Port(53));

  @TempDir Path folder;
  private JoolCli cli;

  /** The command, with no instance of ours. */
  abstract JoolProgram program() throws Exception;

  @BeforeEach
  void command() throws Exception {
    cli = new JoolCli(program());
  }

  static JoolState state(String pool6, int lastPort, Map<BibKey, BibTarget> bib) {
    TreeSet<PoolRow> rows = new TreeSet<>();
    for (L4 protocol : L4.values()) {
      rows.add(new PoolRow(16, protocol, Block.of(ADDRESS, 2000, lastPort)));
    }
    return new JoolState(Ipv6Prefix.parse(pool6), false, true, rows, Bib.of(bib));
  }

  static SortedMap<BibKey, BibTarget> bib(BibKey key, BibTarget target) {
    SortedMap<BibKey, BibTarget> bib = new TreeMap<>();
    bib.put(key, target);
    return bib;
  }

  private void handle(JoolState state) throws IOException, InterruptedException {
    cli.handle(Files.writeString(folder.resolve("jool.json"), JoolText.of(state)));
  }

  private Optional<JoolState> read() throws IOException, InterruptedException {
    return cli.read().map(JoolCli.Found::state);
  }

  @Test
  void withoutAnInstanceNothingIsRead() throws Exception {
    assertEquals(Optional.empty(), read());
  }

  @Test
  void whatWasMadeOfAFileIsReadBackAsItIs() throws Exception {
    JoolState state = state("2001:db8:64:64::/96", 2999, bib(DNS, HOST));
    handle(state);
    assertEquals(Optional.of(state), read());
  }

  @Test
  void aFileForAnInstanceThatIsThereSetsPool4AndLeavesTheEntries() throws Exception {
    handle(state("2001:db8:64:64::/96", 2999, bib(DNS, HOST)));
    handle(state("2001:db8:64:64::/96", 3999, new TreeMap<>()));
    assertEquals(Optional.of(state("2001:db8:64:64::/96", 3999, bib(DNS, HOST))), read());
  }

  @Test
  void anotherPrefixIsRefusedToAnInstanceThatIsThere() throws Exception {
    JoolState state = state("2001:db8:64:64::/96", 2999, bib(DNS, HOST));
    handle(state);
    assertThrows(
        CommandFailed.class, () -> handle(state("2001:db8:65:65::/96", 2999, new TreeMap<>())));
    assertEquals(Optional.of(state), read());
  }

  @Test
  void anEntryIsAddedOnceAndAgainWithoutHarmAndRemovedOnceAndAgain() throws Exception {
    handle(state("2001:db8:64:64::/96", 2999, new TreeMap<>()));
    cli.add(DNS, HOST);
    cli.add(DNS, HOST);
    assertEquals(Optional.of(Bib.of(bib(DNS, HOST))), read().map(JoolState::bib));
    cli.remove(DNS);
    cli.remove(DNS);
    assertEquals(Optional.of(Bib.EMPTY), read().map(JoolState::bib));
  }

  @Test
  void aPortThatLeadsSomewhereIsNotGivenToAnother() throws Exception {
    handle(state("2001:db8:64:64::/96", 2999, bib(DNS, HOST)));
    assertThrows(CommandFailed.class, () -> cli.add(DNS, OTHER));
  }

  @Test
  void aPortOfAHostIsReachedByOnePortOnly() throws Exception {
    handle(state("2001:db8:64:64::/96", 2999, bib(DNS, HOST)));
    assertThrows(
        CommandFailed.class, () -> cli.add(new BibKey(L4.UDP, ADDRESS, new Port(2001)), HOST));
  }

  @Test
  void anEntryOutsidePool4IsRefused() throws Exception {
    handle(state("2001:db8:64:64::/96", 2999, new TreeMap<>()));
    assertThrows(
        CommandFailed.class, () -> cli.add(new BibKey(L4.UDP, ADDRESS, new Port(4000)), HOST));
  }

  @Test
  void rowsOfPool4ComeAndGoOneByOneAlsoAsPartsOfOthers() throws Exception {
    handle(state("2001:db8:64:64::/96", 2999, new TreeMap<>()));
    PoolRow last = new PoolRow(16, L4.UDP, Block.of(ADDRESS, 2998, 2999));
    cli.remove(last);
    assertEquals(
        Optional.of(new PoolRow(16, L4.UDP, Block.of(ADDRESS, 2000, 2997))),
        read().flatMap(is -> is.pool4().stream().filter(JoolContract::isUdp).findFirst()));
    cli.add(last);
    assertEquals(Optional.of(state("2001:db8:64:64::/96", 2999, new TreeMap<>())), read());
  }

  private static boolean isUdp(PoolRow row) {
    return row.protocol() == L4.UDP;
  }

  @Test
  void entriesGoWithTheRowOfPool4ThatTheyLieIn() throws Exception {
    handle(state("2001:db8:64:64::/96", 2999, bib(DNS, HOST)));
    cli.remove(new PoolRow(16, L4.UDP, Block.of(ADDRESS, 2000, 2000)));
    assertEquals(Optional.of(Bib.EMPTY), read().map(JoolState::bib));
  }

  @Test
  void anInstanceThatIsRemovedIsGone() throws Exception {
    handle(state("2001:db8:64:64::/96", 2999, bib(DNS, HOST)));
    cli.removeInstance();
    assertEquals(Optional.empty(), read());
  }

  @Test
  void theStatisticsTellTheNumberOfSessions() throws Exception {
    handle(state("2001:db8:64:64::/96", 2999, new TreeMap<>()));
    assertEquals(0L, cli.statistics().getOrDefault("JSTAT_SESSIONS", 0L));
  }
}
