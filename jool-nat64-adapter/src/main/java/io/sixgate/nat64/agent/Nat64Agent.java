package io.sixgate.nat64.agent;

import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Facts;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Plan;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.inventory.model.Nat64Blocks;
import io.sixgate.inventory.model.Problem;
import io.sixgate.nat64.machine.Forwarding;
import io.sixgate.nat64.machine.Hindrance;
import io.sixgate.nat64.machine.OwnPorts;
import io.sixgate.nat64.machine.PortClashes;
import io.sixgate.nat64.sessions.Recorder;
import io.sixgate.nat64.share.Allotment;
import io.sixgate.nat64.share.History;
import io.sixgate.nat64.state.DesiredState;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.OneToOne;
import io.sixgate.nat64.state.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the NAT64 of this gateway equal to the inventory. */
public final class Nat64Agent implements Reconciler<Nat64Plan> {
  /** The agent's name, as in {@code sixgate status}. */
  public static final String NAME = "nat64";

  private static final Path PROC = Path.of("/proc");

  private final InventorySource source;
  private final Nat64Settings settings;
  private final History history;
  private final Clock clock;
  private final BackEnds backEnds;
  private final Recorder recorder;

  private Inventory inventory;
  private Nat64State desired;
  private Allotment allotment;

  /** What {@link #allotment} becomes by the inventory. */
  private Allotment next;

  private Translator<?> translator;
  private List<Hindrance> hindrances = List.of();

  /** Entries of the inventory that the translator cannot hold. */
  private List<Problem> leftOut = List.of();

  public Nat64Agent(InventorySource source, Nat64Settings settings) {
    this(source, settings, Clock.systemUTC(), new BackEnds(settings));
  }

  Nat64Agent(InventorySource source, Nat64Settings settings, Clock clock, BackEnds backEnds) {
    this.source = source;
    this.settings = settings;
    this.history = new History(settings.shares());
    this.clock = clock;
    this.backEnds = backEnds;
    this.recorder = new Recorder(settings.state(), PROC, settings.logService(), clock);
  }

  @Override
  public Nat64Plan plan(Depth depth) throws IOException, InterruptedException {
    inventory = source.readOrTell();
    boolean full = depth == Depth.FULL || translator == null;
    if (full || allotment == null) {
      allotment = history.read();
    }
    next = allotment.next(inventory);
    Translator<?> chosen = backEnds.choose(inventory.gateway().nat64());
    desired = desired(isJool(chosen)).orElse(null);
    full |= chosen != translator;
    translator = chosen;
    if (full) {
      hindrances = hindrances(inventory.gateway().nat64());
    }
    return plan(translator, full);
  }

  /** As far as the translator can hold it. */
  private Optional<Nat64State> desired(boolean byJool) {
    Optional<Nat64State> all = DesiredState.of(inventory, next);
    leftOut = List.of();
    if (!byJool || all.isEmpty()) {
      return all;
    }
    OneToOne held = OneToOne.of(all.get());
    leftOut = LeftOutPorts.problems(inventory, held.leftOut());
    return Optional.of(held.state());
  }

  private static boolean isJool(Translator<?> translator) {
    return translator.name().equals(Nat64BackEnd.JOOL.text());
  }

  /** TAYGA's nftables keep the machine's own connections and the hosts' apart; Jool does not. */
  private List<Hindrance> hindrances(Optional<Nat64> nat64) throws IOException {
    if (desired == null || nat64.isEmpty()) {
      return List.of();
    }
    List<Hindrance> found = new ArrayList<>(Forwarding.read(PROC).hindrances());
    if (isJool(translator)) {
      found.addAll(PortClashes.of(nat64.get(), desired, OwnPorts.read(PROC)));
    }
    return found;
  }

  private <P extends Plan> Nat64Plan plan(Translator<P> with, boolean full)
      throws IOException, InterruptedException {
    P plan = with.plan(Optional.ofNullable(desired), full);
    List<String> lines = History.lines(allotment, next, clock.instant());
    return new Nat64Plan(
        history.file(),
        lines,
        next,
        plan,
        () -> with.apply(plan),
        recorder.plan(records(), logDays(), full));
  }

  /** Where blocks tell who it was, nothing is recorded; Jool tells the kernel log by itself. */
  private boolean records() {
    return inventory
        .gateway()
        .nat64()
        .filter(nat64 -> nat64.logDays() > 0)
        .filter(nat64 -> nat64.blocks().owners() == Nat64Blocks.Owners.NONE)
        .filter(nat64 -> translator.name().equals(Nat64BackEnd.TAYGA.text()))
        .isPresent();
  }

  private int logDays() {
    return inventory.gateway().nat64().map(Nat64::logDays).orElse(0);
  }

  @Override
  public Outcome apply(Nat64Plan plan) throws IOException, InterruptedException {
    Files.createDirectories(settings.state());
    if (!plan.history().isEmpty()) {
      history.append(plan.history());
    }
    allotment = plan.allotment();
    Outcome translated = plan.atTranslator().apply();
    Outcome recorded = recorder.apply(plan.recorder());
    List<String> failures = new ArrayList<>(translated.failures());
    failures.addAll(recorded.failures());
    return new Outcome(translated.done() + recorded.done(), failures);
  }

  @Override
  public Facts facts() {
    if (inventory == null) {
      return Facts.none();
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    List<String> problems =
        new ArrayList<>(
            Stream.concat(inventory.problems().stream(), leftOut.stream())
                .map(Problem::toString)
                .toList());
    if (desired != null) {
      counts.put("customers", (long) inventory.customers().size());
      counts.put("hosts", (long) desired.hosts().size());
      counts.put("shares", (long) desired.shares().size());
      counts.put("inbound-ports", (long) desired.inboundPorts());
      if (translator != null) {
        counts.putAll(translator.counts());
        problems.addAll(translator.warnings());
      }
      List<String> withoutBlock = withoutBlock();
      counts.put("owners-without-block", (long) withoutBlock.size());
      problems.addAll(withoutBlock);
      if (translator != null && records()) {
        problems.addAll(recorder.warnings());
      }
      hindrances.forEach(one -> problems.add(one.toString()));
    }
    return new Facts(
        desired == null ? "" : "%016x".formatted(Generation.of(desired)),
        counts,
        problems,
        desired == null || translator == null
            ? Map.of()
            : Map.of("nat64-shares", translator.shares()));
  }

  private List<String> withoutBlock() {
    return inventory.gateway().nat64().stream()
        .flatMap(nat64 -> next.withoutBlock(nat64).stream())
        .map(
            owner ->
                "nat64: the pool has no block left for %s, which does not reach IPv4; add addresses to nat64.pool, or make nat64.block-size smaller"
                    .formatted(owner))
        .toList();
  }
}
