package io.sixgate.nat64.jool;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.file.FileReplacer;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.nat64.load.ShareUse;
import io.sixgate.nat64.nft.LiveTable;
import io.sixgate.nat64.nft.NftCounter;
import io.sixgate.nat64.nft.TableRenderer;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** NAT64 by the kernel module Jool, with nftables to say whose packets are whose. */
public final class Jool implements Translator<JoolPlan> {
  private final JoolSettings settings;
  private final JoolCli cli;
  private final LiveTable table;
  private final SavedState saved;

  /** What the instance is, by the last reading and the changes since; null if it must be read. */
  private JoolState known;

  private boolean removeForeign;
  private List<String> foreign = List.of();
  private JoolNumbers numbers = JoolNumbers.NONE;

  public Jool(JoolSettings settings) {
    this(settings, program(settings.jool()), new LiveTable(settings.nft(), settings.state()));
  }

  Jool(JoolSettings settings, JoolProgram program, LiveTable table) {
    this.settings = settings;
    this.cli = new JoolCli(program);
    this.table = table;
    this.saved = new SavedState(settings.file(), settings.addingFile());
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
    Optional<JoolState> written = saved.read();
    Optional<JoolState> desired = state.map(JoolState::of);
    // Which ports sessions use is known from a reading only, and matters when a share shrinks.
    if (full || known == null || desired.isEmpty() || desired.get().takesFrom(known)) {
      Optional<JoolCli.Found> found = cli.read();
      known = found.map(JoolCli.Found::state).orElse(null);
      desired = desired.map(wanted -> draining(wanted, found));
      numbers =
          state.isPresent() && found.isPresent()
              ? numbers(state.get(), found.get())
              : JoolNumbers.NONE;
    } else {
      desired = desired.map(wanted -> wanted.drainingAs(known));
    }
    JoolPlan plan =
        JoolPlan.between(
            settings,
            desired,
            Optional.ofNullable(known),
            written,
            key -> removeForeign || saved.isOurs(key),
            table.plan(state.map(TableRenderer::forJool), full));
    foreign = foreign(plan);
    return plan;
  }

  private static JoolState draining(JoolState desired, Optional<JoolCli.Found> found) {
    return found.map(is -> desired.draining(is.state(), is.used())).orElse(desired);
  }

  private JoolNumbers numbers(Nat64State state, JoolCli.Found found)
      throws IOException, InterruptedException {
    return JoolNumbers.of(state.shares().values(), found.used(), cli.statistics());
  }

  private static List<String> foreign(JoolPlan plan) {
    List<String> texts = new ArrayList<>();
    plan.foreign()
        .forEach(
            (key, target) ->
                texts.add(
                    "jool: somebody else entered %s %s → %s%s; remove it with \"jool -i %s bib remove %s %s\", or write foreign-entries: remove into gateway.yaml"
                        .formatted(
                            key.protocol(),
                            key,
                            target,
                            plan.waiting().contains(key)
                                ? ", and the inventory's entry for that port has to wait"
                                : ", which stays",
                            JoolCli.INSTANCE,
                            key.protocol().option(),
                            key)));
    return texts;
  }

  @Override
  public Outcome apply(JoolPlan plan) throws IOException, InterruptedException {
    known = null;
    return plan.isNew() ? make(plan) : change(plan);
  }

  private Outcome make(JoolPlan plan) throws IOException, InterruptedException {
    table.apply(plan.table());
    if (plan.instance() == JoolPlan.Fate.IS_MADE_ANEW) {
      cli.removeInstance();
    }
    saved.write(plan.desired());
    cli.handle(settings.file());
    saved.settle();
    known = plan.desired().orElseThrow();
    return Outcome.complete(1);
  }

  private Outcome change(JoolPlan plan) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    int done = 0;
    if (plan.instance() == JoolPlan.Fate.GOES) {
      cli.removeInstance();
    }
    if (plan.desired().isPresent()) {
      saved.announce(plan.desired().get(), plan.add());
      for (BibKey key : plan.remove()) {
        done += attempt(failures, () -> cli.remove(key));
      }
      done += set(plan.pool(), plan.desired().get(), failures);
      for (Map.Entry<BibKey, BibTarget> entry : plan.add().entrySet()) {
        done += attempt(failures, () -> cli.add(entry.getKey(), entry.getValue()));
      }
    }
    table.apply(plan.table());
    if (plan.write()) {
      saved.write(plan.desired());
    }
    if (failures.isEmpty()) {
      saved.settle();
      known = plan.desired().map(is -> is.withBib(is.bib().with(plan.foreign()))).orElse(null);
    }
    return new Outcome(done, failures);
  }

  private int set(PoolChange pool, JoolState desired, List<String> failures)
      throws IOException, InterruptedException {
    if (pool.whole()) {
      // Jool would read, and leave out, all the entries of the large file.
      Path file = settings.poolFile();
      FileReplacer.withMode(file, "rw-r-----")
          .replaceVolatile(out -> JoolFile.write(desired.withBib(Bib.EMPTY), out));
      cli.handle(file);
      Files.delete(file);
      return 1;
    }
    int done = 0;
    for (PoolRow row : pool.remove()) {
      done += attempt(failures, () -> cli.remove(row));
    }
    for (PoolRow row : pool.add()) {
      done += attempt(failures, () -> cli.add(row));
    }
    return done;
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
    Map<String, Long> all = new LinkedHashMap<>(numbers.counts());
    for (NftCounter counter : NftCounter.values()) {
      all.put(counter.count(), table.counters().getOrDefault(counter, 0L));
    }
    return all;
  }

  @Override
  public SortedMap<String, Map<String, Long>> shares() {
    return ShareUse.rows(numbers.shares());
  }

  @Override
  public List<String> warnings() {
    List<String> all = new ArrayList<>(numbers.full());
    all.addAll(foreign);
    return all;
  }
}
