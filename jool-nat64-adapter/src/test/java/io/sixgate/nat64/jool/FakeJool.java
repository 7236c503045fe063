package io.sixgate.nat64.jool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandResult;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.nat64.share.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The command {@code jool} 4.1.9 with one instance, as far as the adapter uses it: states and exit
 * codes as lab/jool-vm sees them of the real one. Fails on what it does not know.
 */
final class FakeJool implements JoolProgram {
  /** ESRCH, EEXIST, EINVAL. */
  private static final int MISSING = 3;

  private static final int CONFLICT = 17;
  private static final int INVALID = 22;

  private record Instance(
      String pool6, String logging, SortedSet<PoolRow> pool4, SortedMap<BibKey, BibTarget> bib) {}

  private Instance instance;
  private final SortedMap<BibKey, BibTarget> sessions = new TreeMap<>();

  /** What it was told to change, in the operator's words. */
  final List<String> changes = new ArrayList<>();

  /** A host has a session by this port. */
  void session(BibKey key, BibTarget target) {
    sessions.put(key, target);
  }

  void ended(BibKey key) {
    sessions.remove(key);
  }

  /** Somebody removes the instance behind the agent's back. */
  void forget() {
    instance = null;
  }

  @Override
  public CommandResult run(List<String> arguments) throws IOException {
    String line =
        String.join(" ", arguments)
            .replace(" --csv", "")
            .replace(" --no-headers", "")
            .replace(" --numeric", "");
    if (line.equals("--version")) {
      return done("4.1.9.0\n");
    }
    if (!line.contains(" display")) {
      changes.add(line.replaceFirst("handle .*", "handle"));
    }
    if (line.startsWith("file handle ")) {
      return handle(Path.of(arguments.get(2)));
    }
    if (line.equals("instance remove sixgate")) {
      boolean there = instance != null;
      instance = null;
      return there ? done("") : failed(MISSING, "The requested instance does not exist.");
    }
    if (!line.startsWith("-i sixgate ")) {
      throw new AssertionError("not known to the fake: " + line);
    }
    if (instance == null) {
      return failed(MISSING, "This namespace lacks an instance named 'sixgate'.");
    }
    String[] words = line.substring("-i sixgate ".length()).split(" ");
    return switch (words[0] + " " + words[1]) {
      case "global display" ->
          done(
              "manually-enabled,TRUE\npool6,%s\nlogging-bib,%s\n"
                  .formatted(instance.pool6, instance.logging));
      case "stats display" ->
          done("JSTAT_SESSIONS,%d\nJSTAT_RECEIVED4,0\n".formatted(sessions.size()));
      case "pool4 display" -> done(pool4(protocol(words[2])));
      case "bib display" -> done(bib(protocol(words[2])));
      case "pool4 add" -> {
        instance.pool4.add(row(words));
        yield done("");
      }
      case "pool4 remove" -> removeRow(row(words));
      case "bib add" ->
          add(
              key(protocol(words[2]), words[3]),
              new BibTarget(
                  Ipv6Address.parse(words[4].split("#")[0]), Port.parse(words[4].split("#")[1])));
      case "bib remove" ->
          instance.bib.remove(key(protocol(words[2]), words[3])) == null
              ? failed(MISSING, "The entry wasn't in the database.")
              : done("");
      default -> throw new AssertionError("not known to the fake: " + line);
    };
  }

  /** An instance that is there keeps its entries: the file's are ignored. */
  private CommandResult handle(Path file) throws IOException {
    JsonNode root = new JsonMapper().readTree(file.toFile());
    String pool6 = root.path("global").path("pool6").asText();
    if (instance != null && !instance.pool6.equals(pool6)) {
      return failed(INVALID, "Sorry; pool6 is immutable.");
    }
    SortedSet<PoolRow> rows = new TreeSet<>();
    for (JsonNode row : root.path("pool4")) {
      rows.add(
          new PoolRow(
              row.path("mark").asInt(),
              L4.valueOf(row.path("protocol").asText()),
              new Block(
                  Ipv4Address.parse(row.path("prefix").asText().replace("/32", "")),
                  PortRange.parse(row.path("port range").asText()))));
    }
    SortedMap<BibKey, BibTarget> bib = new TreeMap<>();
    if (instance != null) {
      bib.putAll(instance.bib);
    } else {
      for (JsonNode entry : root.path("bib")) {
        String[] host = entry.path("ipv6 address").asText().split("#");
        bib.put(
            key(L4.valueOf(entry.path("protocol").asText()), entry.path("ipv4 address").asText()),
            new BibTarget(Ipv6Address.parse(host[0]), Port.parse(host[1])));
      }
    }
    String logging = root.path("global").path("logging-bib").asBoolean() ? "TRUE" : "FALSE";
    instance = new Instance(pool6, logging, rows, bib);
    sessions.keySet().removeIf(key -> rows.stream().noneMatch(row -> row.covers(key)));
    return done("");
  }

  private CommandResult add(BibKey key, BibTarget target) {
    if (instance.pool4.stream().noneMatch(row -> row.covers(key))) {
      return failed(INVALID, "The transport address '%s' does not belong to pool4.".formatted(key));
    }
    boolean hostPortTaken =
        instance.bib.entrySet().stream()
            .anyMatch(
                entry ->
                    entry.getKey().protocol() == key.protocol()
                        && entry.getValue().equals(target)
                        && !entry.getKey().equals(key));
    if (hostPortTaken) {
      return failed(CONFLICT, "The entry collides with another one.");
    }
    BibTarget there = instance.bib.putIfAbsent(key, target);
    return there == null || there.equals(target)
        ? done("")
        : failed(CONFLICT, "The entry collides with another one.");
  }

  /** {@code pool4 add --udp --mark 2 192.0.2.1 20000-20001}. */
  private static PoolRow row(String[] words) {
    return new PoolRow(
        Integer.parseInt(words[4]),
        protocol(words[2]),
        new Block(Ipv4Address.parse(words[5]), PortRange.parse(words[6])));
  }

  private CommandResult removeRow(PoolRow going) {
    SortedSet<PoolRow> rest = new TreeSet<>();
    for (PoolRow row : instance.pool4) {
      if (row.mark() == going.mark()) {
        row.without(List.of(going))
            .forEach(block -> rest.add(new PoolRow(row.mark(), row.protocol(), block)));
      } else {
        rest.add(row);
      }
    }
    if (rest.equals(instance.pool4)) {
      return failed(MISSING, "The entry wasn't in the database.");
    }
    instance.pool4.clear();
    instance.pool4.addAll(rest);
    instance.bib.keySet().removeIf(key -> going.covers(key));
    return done("");
  }

  private String pool4(L4 protocol) {
    return instance.pool4.stream()
        .filter(row -> row.protocol() == protocol)
        .map(
            row ->
                "%d,%s,%s,%s,%s,1024,0\n"
                    .formatted(
                        row.mark(),
                        protocol,
                        row.block().address(),
                        row.block().ports().first(),
                        row.block().ports().last()))
        .collect(Collectors.joining());
  }

  private String bib(L4 protocol) {
    StringBuilder text = new StringBuilder();
    SortedMap<BibKey, BibTarget> all = new TreeMap<>(sessions);
    all.putAll(instance.bib);
    all.forEach(
        (key, target) -> {
          if (key.protocol() == protocol) {
            text.append(
                "%s,%s,%s,%s,%s,%s\n"
                    .formatted(
                        protocol,
                        target.address(),
                        target.port(),
                        key.address(),
                        key.port(),
                        instance.bib.containsKey(key) ? 1 : 0));
          }
        });
    return text.toString();
  }

  private static L4 protocol(String option) {
    return L4.valueOf(option.substring(2).toUpperCase(Locale.ROOT));
  }

  private static BibKey key(L4 protocol, String text) {
    String[] parts = text.split("#");
    return new BibKey(protocol, Ipv4Address.parse(parts[0]), Port.parse(parts[1]));
  }

  private static CommandResult done(String output) {
    return new CommandResult(Command.of("jool"), 0, output, "");
  }

  private static CommandResult failed(int status, String why) {
    return new CommandResult(Command.of("jool"), status, "", "Jool error: " + why + "\n");
  }
}
