package io.sixgate.nat64.jool;

import io.sixgate.agent.command.CommandResult;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.nat64.share.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Our instance by the command {@code jool}, which prints CSV (4.1.9). */
final class JoolCli {
  /** Its name. */
  static final String INSTANCE = "sixgate";

  /** ESRCH: "This namespace lacks an instance named …", "The entry wasn't in the database." */
  private static final int MISSING = 3;

  private final JoolProgram program;

  JoolCli(JoolProgram program) {
    this.program = program;
  }

  /**
   * What the instance is now.
   *
   * @param state settings and static entries
   * @param used ports of dynamic entries: those of sessions
   */
  record Found(JoolState state, NavigableSet<BibKey> used) {}

  /**
   * Reads the instance; empty if there is none.
   *
   * @throws IOException if Jool cannot be asked, as without its module
   */
  Optional<Found> read() throws IOException, InterruptedException {
    CommandResult result = run("global", "display", "--csv", "--no-headers");
    if (result.status() == MISSING) {
      return Optional.empty();
    }
    Map<String, String> globals = pairs(result.orThrow());
    SortedSet<PoolRow> pool4 = new TreeSet<>();
    Map<BibKey, BibTarget> bib = new HashMap<>();
    NavigableSet<BibKey> used = new TreeSet<>();
    try {
      for (L4 protocol : L4.values()) {
        readPool(protocol, pool4);
        readBib(protocol, bib, used);
      }
      JoolState state =
          new JoolState(
              Ipv6Prefix.parse(globals.getOrDefault("pool6", "")),
              "TRUE".equals(globals.get("logging-bib")),
              "TRUE".equals(globals.get("manually-enabled")),
              pool4,
              Bib.of(bib));
      return Optional.of(new Found(state, used));
    } catch (WrongValueException | NumberFormatException e) {
      throw new IOException(
          "jool printed what is not understood here (" + e.getMessage() + "); is it version 4.1?",
          e);
    }
  }

  /** {@code 16,TCP,192.0.2.33,2048,3071,1024,0}: mark, protocol, address, ports, iterations. */
  private void readPool(L4 protocol, SortedSet<PoolRow> pool4)
      throws IOException, InterruptedException {
    String text = run("pool4", "display", protocol.option(), "--csv", "--no-headers").orThrow();
    for (String[] fields : rows(text, 5)) {
      Block block =
          Block.of(
              Ipv4Address.parse(fields[2]),
              Math.max(1, Integer.parseInt(fields[3])),
              Integer.parseInt(fields[4]));
      pool4.add(new PoolRow(Integer.parseInt(fields[0]), protocol, block));
    }
  }

  /** {@code UDP,2001:db8:a::80,53,192.0.2.1,20000,1}: protocol, IPv6 end, IPv4 end, static. */
  private void readBib(L4 protocol, Map<BibKey, BibTarget> bib, SortedSet<BibKey> used)
      throws IOException, InterruptedException {
    String text =
        run("bib", "display", protocol.option(), "--numeric", "--csv", "--no-headers").orThrow();
    for (String[] fields : rows(text, 6)) {
      if (protocol == L4.ICMP && (fields[2].equals("0") || fields[4].equals("0"))) {
        continue; // an identifier, which may be 0, and no port
      }
      BibKey key = new BibKey(protocol, Ipv4Address.parse(fields[3]), Port.parse(fields[4]));
      if (fields[5].equals("1")) {
        bib.put(key, new BibTarget(Ipv6Address.parse(fields[1]), Port.parse(fields[2])));
      } else {
        used.add(key);
      }
    }
  }

  /** Numbers by the names that Jool has for them, e.g. {@code JSTAT_SESSIONS}. */
  Map<String, Long> statistics() throws IOException, InterruptedException {
    Map<String, Long> numbers = new TreeMap<>();
    pairs(run("stats", "display", "--csv", "--no-headers").orThrow())
        .forEach((name, value) -> numbers.put(name, number(value)));
    return numbers;
  }

  /**
   * Jool 4.1.9 counts sessions that a change of pool4 took down twice: 18446744073709551614 is -2.
   */
  private static long number(String text) {
    return Math.max(0, Long.parseUnsignedLong(text));
  }

  /** Makes the instance of the file, or sets globals and pool4 of the one there is. */
  void handle(Path file) throws IOException, InterruptedException {
    program.run(List.of("file", "handle", file.toString())).orThrow();
  }

  void removeInstance() throws IOException, InterruptedException {
    program.run(List.of("instance", "remove", INSTANCE)).orThrow();
  }

  void add(BibKey key, BibTarget target) throws IOException, InterruptedException {
    run(addition(key, target)).orThrow();
  }

  /** That it is not there is no failure. */
  void remove(BibKey key) throws IOException, InterruptedException {
    CommandResult result = run(removal(key));
    if (result.status() != MISSING) {
      result.orThrow();
    }
  }

  void add(PoolRow row) throws IOException, InterruptedException {
    run(addition(row)).orThrow();
  }

  /** Entries of these ports go as well. That the row is not there is no failure. */
  void remove(PoolRow row) throws IOException, InterruptedException {
    CommandResult result = run(removal(row));
    if (result.status() != MISSING) {
      result.orThrow();
    }
  }

  static String[] addition(PoolRow row) {
    return pool4("add", row);
  }

  static String[] removal(PoolRow row) {
    return pool4("remove", row);
  }

  private static String[] pool4(String verb, PoolRow row) {
    return new String[] {
      "pool4",
      verb,
      row.protocol().option(),
      "--mark",
      Integer.toString(row.mark()),
      row.block().address().toString(),
      row.ports()
    };
  }

  static String[] addition(BibKey key, BibTarget target) {
    return new String[] {"bib", "add", key.protocol().option(), key.toString(), target.toString()};
  }

  static String[] removal(BibKey key) {
    return new String[] {"bib", "remove", key.protocol().option(), key.toString()};
  }

  private CommandResult run(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-i", INSTANCE));
    all.addAll(List.of(arguments));
    return program.run(all);
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new TreeMap<>();
    text.lines()
        .filter(line -> line.indexOf(',') > 0)
        .forEach(
            line ->
                pairs.put(
                    line.substring(0, line.indexOf(',')), line.substring(line.indexOf(',') + 1)));
    return pairs;
  }

  private static List<String[]> rows(String text, int fields) throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] row = line.split(",", -1);
      if (row.length < fields) {
        throw new IOException(
            "jool printed \""
                + line
                + "\", which has not "
                + fields
                + " fields; is it version 4.1?");
      }
      rows.add(row);
    }
    return rows;
  }
}
