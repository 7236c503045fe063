package io.sixgate.dns.resolver;

import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Facts;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.dns.dnsdist.ConfigurationPlan;
import io.sixgate.dns.dnsdist.ConsoleFile;
import io.sixgate.dns.dnsdist.Digest;
import io.sixgate.dns.dnsdist.DnsdistConfiguration;
import io.sixgate.dns.dnsdist.DnsdistConsole;
import io.sixgate.dns.dnsdist.DnsdistSettings;
import io.sixgate.dns.table.LookupFile;
import io.sixgate.dns.table.Table;
import io.sixgate.dns.table.TableChanges;
import io.sixgate.dns.wire.Generation;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.model.Resolver;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps Unbound's fragment and the dnsdist in front of it equal to the inventory. */
public final class Dns64 implements Reconciler<ResolverPlan> {
  /** The agent's name, as in {@code sixgate status}. */
  public static final String NAME = "dns64";

  private static final Port DNS = new Port(53);

  private final InventorySource source;
  private final UnboundSettings unboundSettings;
  private final DnsdistSettings settings;
  private final Unbound unbound;
  private final DnsdistConsole console;
  private final DnsdistConfiguration configuration;
  private final Map<Table, LookupFile> files = new HashMap<>();

  private Inventory inventory;
  private UnboundFragment fragment;
  private ClientTables desired;

  /** Of which two processes all is known; empty if of none. Read by another thread. */
  private volatile Optional<RunningPair> known = Optional.empty();

  /** Where dnsdist is asked; empty before gateway.yaml was read. Read by another thread. */
  private volatile Optional<ServerAddress> asked = Optional.empty();

  /** What the two running servers say of themselves. */
  public record RunningPair(Optional<Generation> unbound, Optional<Generation> front) {}

  public Dns64(InventorySource source, UnboundSettings unboundSettings, DnsdistSettings settings) {
    this.source = source;
    this.unboundSettings = unboundSettings;
    this.settings = settings;
    this.unbound = new Unbound(unboundSettings);
    this.console = new DnsdistConsole(settings);
    this.configuration = new DnsdistConfiguration(settings);
  }

  @Override
  public ResolverPlan plan(Depth depth) throws IOException {
    inventory = source.readOrTell();
    Resolver resolver =
        inventory
            .gateway()
            .dns()
            .resolver()
            .orElseThrow(
                () ->
                    new IOException(
                        "gateway.yaml has no dns.resolver, so there is nothing to resolve for; write it, or stop this agent"));
    Nat64 nat64 = inventory.gateway().nat64().orElseThrow(); // the reader wants both
    fragment = UnboundFragment.of(nat64.prefix(), resolver);
    desired = ClientTables.of(inventory, resolver);
    asked = Optional.of(new ServerAddress(resolver.addresses().get(0), DNS));
    RunningPair running = running();
    boolean full = depth == Depth.FULL || !known.equals(Optional.of(running));
    known = Optional.empty(); // until the plan stands
    List<TableChanges> tables = new ArrayList<>();
    for (var table : desired.entries().entrySet()) {
      LookupFile file = files.get(table.getKey());
      if (file == null || full) {
        file = new LookupFile(table.getKey(), settings.state());
        file.read();
        files.put(table.getKey(), file);
      }
      tables.add(file.plan(table.getValue()));
    }
    ConfigurationPlan front =
        configuration.plan(
            FrontConfiguration.render(
                inventory.gateway(),
                resolver,
                desired.lengths(),
                unboundSettings.address(),
                settings),
            running.front());
    ResolverPlan plan =
        new ResolverPlan(
            unbound.plan(fragment, running.unbound()), front, tables, unreachable(running));
    Optional<String> trouble = plan.unreachable().or(front::held);
    if (plan.isEmpty() && trouble.isPresent()) {
      throw new IOException(trouble.get());
    }
    known = Optional.of(running);
    return plan;
  }

  private Optional<String> unreachable(RunningPair running) {
    List<String> silent = new ArrayList<>();
    if (running.unbound().isEmpty()) {
      silent.add(
          "Unbound at %s does not answer with our fragment; start it, with %s included by %s"
              .formatted(
                  unboundSettings.address(),
                  unboundSettings.fragment(),
                  unboundSettings.configuration()));
    }
    if (running.front().isEmpty()) {
      silent.add(
          "%s does not answer at %s; start it: %s"
              .formatted(settings.name(), asked.orElseThrow(), settings.restart()));
    }
    return silent.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", silent));
  }

  @Override
  public Outcome apply(ResolverPlan plan) throws IOException, InterruptedException {
    Files.createDirectories(settings.state());
    ConsoleFile.make(settings);
    List<String> failures = new ArrayList<>();
    plan.front().held().ifPresent(failures::add);
    List<String> commands = new ArrayList<>();
    int done = 0;
    for (TableChanges changes : plan.tables()) {
      if (!changes.isEmpty()) {
        files.get(changes.table()).write(changes);
        done += changes.changes().size();
        commands.add(changes.table().reload());
      }
    }
    if (!plan.unbound().isEmpty()) {
      unbound.apply(plan.unbound(), fragment).ifPresent(failures::add);
      commands.add(ResolverPlan.EMPTY_CACHE);
    }
    if (!plan.front().isEmpty()) {
      configuration.apply(plan.front(), asked.orElseThrow()).ifPresent(failures::add);
    }
    RunningPair now = running();
    // A dnsdist that was started anew has read all of it.
    if (now.front().isPresent() && plan.front().restart().isEmpty()) {
      console.run(commands, failures);
    }
    if (failures.isEmpty()) {
      unreachable(now).ifPresent(failures::add);
    }
    if (!failures.isEmpty() || !plan.unbound().isEmpty() || !plan.front().isEmpty()) {
      known = Optional.empty();
    }
    return new Outcome(done, failures);
  }

  private RunningPair running() {
    return new RunningPair(
        unbound.answering(), asked.flatMap(at -> Generation.of(at, settings.patience())));
  }

  /** Which servers' state is known. May be called from any thread. */
  public Optional<RunningPair> known() {
    return known;
  }

  /** Which servers answer now. May be called from any thread. */
  public Optional<RunningPair> answering() {
    return asked.map(at -> running());
  }

  @Override
  public Facts facts() {
    if (desired == null) {
      return Facts.none();
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(
        "ipv6-only-prefixes",
        inventory.customers().values().stream().mapToLong(c -> c.ipv6Only().size()).sum());
    Resolver resolver = inventory.gateway().dns().resolver().orElseThrow();
    counts.put("never-synthesised", (long) resolver.neverSynthesised().size());
    counts.put("always-synthesised", (long) resolver.alwaysSynthesised().size());
    List<String> problems =
        new ArrayList<>(inventory.problems().stream().map(Problem::toString).toList());
    problems.addAll(desired.problems());
    return new Facts(
        new Digest().add(desired.generation()).add(fragment.digest()).text(), counts, problems);
  }
}
