package io.sixgate.dns.zones;

import io.sixgate.agent.file.FileReplacer;
import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Facts;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.dns.dnsdist.ConfigurationPlan;
import io.sixgate.dns.dnsdist.ConsoleFile;
import io.sixgate.dns.dnsdist.DnsdistConfiguration;
import io.sixgate.dns.dnsdist.DnsdistConsole;
import io.sixgate.dns.dnsdist.DnsdistSettings;
import io.sixgate.dns.table.LookupFile;
import io.sixgate.dns.table.TableChanges;
import io.sixgate.dns.wire.Generation;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.OwnAddresses;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps dnsdist's tables, name servers and configuration equal to the inventory. */
public final class DnsZones implements Reconciler<ZonesPlan> {
  /** The agent's name, as in {@code sixgate status}. */
  public static final String NAME = "dns-zones";

  private static final Port DNS = new Port(53);
  private static final String SERVERS = "return sixgate.servers()";

  private final InventorySource source;
  private final DnsdistSettings settings;
  private final OwnAddresses ownAddresses;
  private final DnsdistConsole console;
  private final DnsdistConfiguration configuration;
  private final Map<TableKind, LookupFile> files = new EnumMap<>(TableKind.class);

  private Inventory inventory;
  private ZoneTable desired;

  /** Name servers that the running dnsdist has, and whether each answers. */
  private NavigableMap<String, Boolean> held = new TreeMap<>();

  /** Whose name servers {@link #held} are; empty if that is not known. Read by another thread. */
  private volatile Optional<Generation> known = Optional.empty();

  /** Where dnsdist is asked; empty before gateway.yaml was read. Read by another thread. */
  private volatile Optional<ServerAddress> asked = Optional.empty();

  public DnsZones(InventorySource source, DnsdistSettings settings, OwnAddresses ownAddresses) {
    this.source = source;
    this.settings = settings;
    this.ownAddresses = ownAddresses;
    this.console = new DnsdistConsole(settings);
    this.configuration = new DnsdistConfiguration(settings);
    for (TableKind table : TableKind.values()) {
      files.put(table, new LookupFile(table.table(), settings.state()));
    }
  }

  @Override
  public ZonesPlan plan(Depth depth) throws IOException, InterruptedException {
    inventory = source.readOrTell();
    desired = ZoneTable.of(inventory, ownAddresses.read());
    asked = Optional.of(new ServerAddress(inventory.gateway().addresses().get(0), DNS));
    Optional<Generation> running = answering();
    boolean full = depth == Depth.FULL || known.isEmpty() || !running.equals(known);
    known = Optional.empty(); // until the plan stands
    if (full) {
      for (LookupFile file : files.values()) {
        file.read();
      }
      held = running.isPresent() ? readServers() : new TreeMap<>();
    }
    Map<TableKind, TableChanges> tables = new EnumMap<>(TableKind.class);
    files.forEach((table, file) -> tables.put(table, file.plan(desired.entries().get(table))));
    ConfigurationPlan configurationPlan =
        configuration.plan(ZonesConfiguration.render(inventory.gateway(), settings), running);
    List<Backend> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    if (running.isPresent()) {
      desired.backends().values().stream()
          .filter(backend -> !held.containsKey(backend.name()))
          .forEach(added::add);
      held.keySet().stream()
          .filter(name -> !desired.backends().containsKey(name))
          .forEach(removed::add);
    }
    known = running;
    Optional<String> unreachable =
        running.isPresent()
            ? Optional.empty()
            : Optional.of(
                "%s does not answer at %s; start it: %s"
                    .formatted(settings.name(), asked.get(), settings.restart()));
    ZonesPlan plan =
        new ZonesPlan(
            configurationPlan,
            tables,
            added,
            removed,
            !readServersFile().equals(Optional.of(serversFile())),
            unreachable);
    Optional<String> trouble = unreachable.or(configurationPlan::held);
    if (plan.isEmpty() && trouble.isPresent()) {
      throw new IOException(trouble.get());
    }
    return plan;
  }

  private NavigableMap<String, Boolean> readServers() throws IOException, InterruptedException {
    // servers
    // up 2001:db8:a::53 [2001:db8:a::53]:53
    NavigableMap<String, Boolean> servers = new TreeMap<>();
    console
        .ask(SERVERS)
        .lines()
        .skip(1)
        .forEach(
            line -> servers.put(line.substring(line.indexOf(' ') + 1), line.startsWith("up ")));
    return servers;
  }

  private Optional<String> readServersFile() throws IOException {
    try {
      return Optional.of(Files.readString(ZonesConfiguration.servers(settings)));
    } catch (NoSuchFileException firstTime) {
      return Optional.empty();
    }
  }

  /** The name servers from which dnsdist starts. */
  private String serversFile() {
    return desired.backends().values().stream()
        .map(backend -> backend.add() + "\n")
        .collect(Collectors.joining());
  }

  /** As long as tables may name either, a dnsdist that starts now needs those that go as well. */
  private void writeServers(boolean withFormer) throws IOException {
    Set<String> lines = new LinkedHashSet<>(serversFile().lines().toList());
    if (withFormer) {
      readServersFile().ifPresent(text -> lines.addAll(text.lines().toList()));
    }
    FileReplacer.keepingMode(ZonesConfiguration.servers(settings))
        .replaceIfChanged(
            out -> {
              for (String line : lines) {
                out.write(line + "\n");
              }
            });
  }

  @Override
  public Optional<ZonesPlan> withoutRemovals(ZonesPlan plan) {
    return Optional.of(plan.growing());
  }

  @Override
  public Outcome apply(ZonesPlan plan) throws IOException, InterruptedException {
    Files.createDirectories(settings.state());
    ConsoleFile.make(settings);
    List<String> failures = new ArrayList<>();
    plan.configuration().held().ifPresent(failures::add);
    writeServers(true);
    boolean running = plan.unreachable().isEmpty();
    int done = 0;
    if (running) {
      done += console.run(plan.added().stream().map(Backend::add).toList(), failures);
      plan.added().stream().limit(done).forEach(backend -> held.put(backend.name(), true));
    }
    if (!failures.isEmpty() && plan.configuration().held().isEmpty()) {
      known = Optional.empty();
      return new Outcome(done, failures); // a zone must not lead to a server that is not there
    }
    done += writeTables(plan, running, failures);
    writeServers(false);
    if (!plan.configuration().isEmpty()) {
      Optional<String> failure = configuration.apply(plan.configuration(), asked.get());
      failure.ifPresent(failures::add);
      known = Optional.empty(); // another process, or doubtful
      if (plan.configuration().restart().isPresent()) {
        return new Outcome(done, failures);
      }
    }
    if (running) {
      int gone = console.run(plan.removed().stream().map(Backend::removal).toList(), failures);
      plan.removed().stream().limit(gone).forEach(held::remove);
      done += gone;
    } else {
      failures.add(plan.unreachable().get());
    }
    if (!failures.isEmpty()) {
      known = Optional.empty();
    }
    return new Outcome(done, failures);
  }

  private int writeTables(ZonesPlan plan, boolean running, List<String> failures)
      throws IOException, InterruptedException {
    int done = 0;
    List<String> reloads = new ArrayList<>();
    for (Map.Entry<TableKind, TableChanges> table : plan.tables().entrySet()) {
      TableChanges changes = table.getValue();
      if (!changes.isEmpty()) {
        files.get(table.getKey()).write(changes);
        done += changes.changes().size();
        reloads.add(changes.table().reload());
      }
    }
    if (running) {
      console.run(reloads, failures);
    }
    return done;
  }

  /** Which dnsdist's state is known; empty if none's. May be called from any thread. */
  public Optional<Generation> known() {
    return known;
  }

  /** Which dnsdist answers now; empty if none does. May be called from any thread. */
  public Optional<Generation> answering() {
    return asked.flatMap(server -> Generation.of(server, settings.patience()));
  }

  @Override
  public Facts facts() {
    if (desired == null) {
      return Facts.none();
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("zones", (long) desired.entries().get(TableKind.ZONES).size());
    counts.put("live-zones", (long) files.get(TableKind.ZONES).size());
    counts.put("name-servers", (long) desired.backends().size());
    counts.put("name-servers-down", held.values().stream().filter(up -> !up).count());
    List<String> problems =
        new ArrayList<>(inventory.problems().stream().map(Problem::toString).toList());
    problems.addAll(desired.problems());
    return new Facts(desired.generation(), counts, problems);
  }
}
