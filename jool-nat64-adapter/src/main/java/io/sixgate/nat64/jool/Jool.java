package io.sixgate.nat64.jool;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.file.FileReplacer;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.nat64.jool.JoolPlan.Fate;
import io.sixgate.nat64.nft.LiveTable;
import io.sixgate.nat64.nft.NftCounter;
import io.sixgate.nat64.nft.NftTable;
import io.sixgate.nat64.nft.TableRenderer;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Share;
import io.sixgate.nat64.state.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** NAT64 by the kernel module Jool, with nftables to say whose packets are whose. */
public final class Jool implements Translator<JoolPlan> {
  private final JoolSettings settings;
  private final JoolCli cli;
  private final LiveTable table;

  /** What the instance is, by the last reading and the changes since; null if it must be read. */
  private JoolState known;

  /** Static entries that are ours, or were: all others are somebody else's. */
  private SortedSet<BibKey> ours;

  private boolean removeForeign;
  private List<String> warnings = List.of();
  private Map<String, Long> counts = Map.of();

  public Jool(JoolSettings settings) {
    this(settings, program(settings.jool()), new LiveTable(settings.nft(), settings.state()));
  }

  Jool(JoolSettings settings, JoolProgram program, LiveTable table) {
    this.settings = settings;
    this.cli = new JoolCli(program);
    this.table = table;
  }

  /** Entries are read by the hundred thousand, and a large file takes Jool seconds. */
  private static JoolProgram program(String jool) {
    CommandRunner runner = new CommandRunner(Duration.ofSeconds(60), 64 << 20);
    return arguments -> {
      List<String> command = new ArrayList<>(List.of(jool));
      command.addAll(arguments);
      return runner.run(Command.of(command));
    };
  }

  @Override
  public String name() {
    return "jool";
  }

  /** Whether entries that others made in our instance go. */
  public void removeForeign(boolean remove) {
    removeForeign = remove;
  }

  @Override
  public JoolPlan plan(Optional<Nat64State> state, boolean full)
      throws IOException, InterruptedException {
    Optional<NftTable> wantedTable = state.map(TableRenderer::forJool);
    if (ours == null) {
      ours = JoolFile.entries(settings.file());
    }
    Optional<JoolState> desired = state.map(JoolState::of);
    // Which ports sessions use is known from a reading only, and matters when pool4 changes.
    boolean read = full || known == null || desired.isEmpty() || !desired.get().sameSettings(known);
    if (read) {
      Optional<JoolCli.Found> found = cli.read();
      known = found.map(JoolCli.Found::state).orElse(null);
      if (found.isPresent() && desired.isPresent()) {
        desired = Optional.of(desired.get().draining(found.get().state(), found.get().used()));
      }
      look(state, found);
    }
    return plan(desired, wantedTable, full);
  }

  private JoolPlan plan(Optional<JoolState> desired, Optional<NftTable> wantedTable, boolean full)
      throws IOException, InterruptedException {
    SortedSet<BibKey> remove = new TreeSet<>();
    SortedMap<BibKey, BibTarget> add = new TreeMap<>();
    Fate fate = fate(desired);
    List<String> foreign = new ArrayList<>();
    if (fate == Fate.STAYS && desired.isPresent()) {
      SortedMap<BibKey, BibTarget> wanted = desired.get().bib();
      known
          .bib()
          .forEach(
              (key, target) -> {
                if (target.equals(wanted.get(key))) {
                  return;
                }
                if (ours.contains(key) || removeForeign) {
                  remove.add(key);
                } else {
                  foreign.add(foreign(key, target, wanted.containsKey(key)));
                }
              });
      wanted.forEach(
          (key, target) -> {
            boolean blocked = known.bib().containsKey(key) && !remove.contains(key);
            if (!target.equals(known.bib().get(key)) && !blocked) {
              add.put(key, target);
            }
          });
    }
    warnings =
        new ArrayList<>(warnings.stream().filter(w -> !w.contains("somebody else")).toList());
    warnings.addAll(foreign);
    boolean changes =
        fate == Fate.STAYS && desired.isPresent() && !desired.get().sameSettings(known);
    return new JoolPlan(
        settings.file(),
        desired,
        fate,
        changes,
        remove,
        add,
        known == null ? 0 : known.bib().size(),
        !isWritten(desired),
        table.plan(wantedTable, full));
  }

  private static String foreign(BibKey key, BibTarget target, boolean wanted) {
    return "jool: somebody else entered %s %s → %s%s; remove it with \"jool -i %s bib remove %s %s\", or write foreign-entries: remove into gateway.yaml"
        .formatted(
            key.protocol(),
            key,
            target,
            wanted ? ", and the inventory's entry for that port has to wait" : ", which stays",
            JoolCli.INSTANCE,
            key.protocol().option(),
            key);
  }

  private Fate fate(Optional<JoolState> desired) {
    if (desired.isEmpty()) {
      return known == null ? Fate.STAYS : Fate.GOES;
    }
    if (known == null) {
      return Fate.IS_MADE;
    }
    return known.pool6().equals(desired.get().pool6()) ? Fate.STAYS : Fate.IS_MADE_ANEW;
  }

  private boolean isWritten(Optional<JoolState> desired) throws IOException {
    return Files.exists(settings.file())
        ? desired.isPresent()
            && Files.readString(settings.file()).equals(JoolFile.text(desired.get()))
        : desired.isEmpty();
  }

  /** Shares that are full or nearly so, and the numbers of the status. */
  private void look(Optional<Nat64State> state, Optional<JoolCli.Found> found)
      throws IOException, InterruptedException {
    warnings = List.of();
    counts = Map.of();
    if (state.isEmpty() || found.isEmpty()) {
      return;
    }
    List<String> full = new ArrayList<>();
    for (Share share : state.get().shares().values()) {
      int room = Math.min(share.size(), share.sessions().orElse(Integer.MAX_VALUE));
      for (L4 protocol : L4.values()) {
        long used =
            share.blocks().stream()
                .mapToLong(
                    block ->
                        found
                            .get()
                            .used()
                            .subSet(
                                new BibKey(protocol, block.address(), block.ports().first()),
                                true,
                                new BibKey(protocol, block.address(), block.ports().last()),
                                true)
                            .size())
                .sum();
        if (used >= room * 0.9) {
          full.add(
              "jool: the share %s has %d of %d %s ports in use; give it more ports in the inventory, or look what the host does"
                  .formatted(share.blocks().get(0), used, room, protocol));
        }
      }
    }
    warnings = full;
    Map<String, Long> statistics = cli.statistics();
    counts = new LinkedHashMap<>();
    counts.put("mappings", (long) found.get().used().size());
    counts.put("sessions", statistics.getOrDefault("JSTAT_SESSIONS", 0L));
    counts.put("shares-nearly-full", (long) full.size());
  }

  @Override
  public Outcome apply(JoolPlan plan) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    known = null;
    if (plan.instance() == Fate.IS_MADE || plan.instance() == Fate.IS_MADE_ANEW) {
      table.apply(plan.table());
    }
    if (plan.instance() == Fate.GOES || plan.instance() == Fate.IS_MADE_ANEW) {
      cli.removeInstance();
    }
    if (plan.write()) {
      write(plan.desired());
    }
    int done = 0;
    for (BibKey key : plan.remove()) {
      done += attempt(failures, () -> cli.remove(key));
    }
    if (plan.desired().isPresent() && (plan.instance() != Fate.STAYS || plan.settings())) {
      cli.handle(settings.file());
      done++;
    }
    for (Map.Entry<BibKey, BibTarget> entry : plan.add().entrySet()) {
      done += attempt(failures, () -> cli.add(entry.getKey(), entry.getValue()));
    }
    if (plan.instance() == Fate.STAYS || plan.instance() == Fate.GOES) {
      table.apply(plan.table());
    }
    plan.desired().ifPresent(desired -> ours.addAll(desired.bib().keySet()));
    if (failures.isEmpty()) {
      known = plan.desired().orElse(null);
      ours =
          plan.desired()
              .map(desired -> new TreeSet<>(desired.bib().keySet()))
              .orElseGet(TreeSet::new);
    }
    return new Outcome(done, failures);
  }

  private void write(Optional<JoolState> desired) throws IOException {
    if (desired.isPresent()) {
      FileReplacer.withMode(settings.file(), "rw-r-----")
          .replace(out -> out.write(JoolFile.text(desired.get())));
    } else {
      Files.deleteIfExists(settings.file());
    }
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  /** One entry that Jool refuses holds up no other. */
  private static int attempt(List<String> failures, Step step) throws InterruptedException {
    try {
      step.run();
      return 1;
    } catch (IOException e) {
      failures.add(e.getMessage());
      return 0;
    }
  }

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> all = new LinkedHashMap<>(counts);
    for (NftCounter counter : NftCounter.values()) {
      all.put(counter.count(), table.counters().getOrDefault(counter, 0L));
    }
    return all;
  }

  @Override
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}
