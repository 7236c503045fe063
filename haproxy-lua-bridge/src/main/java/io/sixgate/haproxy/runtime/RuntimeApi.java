package io.sixgate.haproxy.runtime;

import io.sixgate.haproxy.runtime.RuntimeApiException.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands on maps, and the questions, that agents give to HAProxy. */
public final class RuntimeApi {
  private static final String VALUE = ", value=\"";

  private static final String REFUSALS = "sixgate_refusals";

  private static final String HOSTS = "sixgate_hosts";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private static final Pattern REFUSAL = Pattern.compile(" key=([a-z-]+) .* gpc0=([0-9]{1,18})$");

  private final RuntimeSocket socket;
  private final MapWriter writer;

  public RuntimeApi(RuntimeSocket socket) {
    this.socket = socket;
    this.writer = new MapWriter(socket);
  }

  /** Which process answers now. */
  public Worker worker() throws RuntimeApiException {
    // Name: HAProxy
    // Version: 2.6.12-1+deb12u4
    // Pid: 8359
    // Start_time_sec: 1795214400
    Map<String, String> info = new HashMap<>();
    for (String line : socket.ask("show info")) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        info.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    try {
      return new Worker(
          Integer.parseInt(info.get("Pid")),
          Long.parseLong(info.get("Start_time_sec")),
          info.getOrDefault("Version", ""));
    } catch (NumberFormatException e) {
      throw new RuntimeApiException(
          Kind.DOUBTFUL,
          "HAProxy at %s answered \"show info\" with what is not its answer"
              .formatted(socket.path()),
          e);
    }
  }

  /**
   * The value that HAProxy's configuration gave to a variable with {@code setenv}, so that it can
   * be known which configuration a process was started from.
   */
  public Optional<String> environment(String name) throws RuntimeApiException {
    // SIXGATE_CONFIGURATION=9f86d081884c7d65
    // Variable not found
    String request = "show env " + MapCommand.word(name);
    List<String> answer = socket.ask(request);
    String first = answer.isEmpty() ? "" : answer.get(0);
    if (first.startsWith(name + "=")) {
      return Optional.of(first.substring(name.length() + 1));
    }
    // Of a process that ends while it answers comes nothing: that is no "no".
    if (!first.startsWith("Variable not found")) {
      throw refused(request, answer);
    }
    return Optional.empty();
  }

  /**
   * How often visitors were refused since this process started, by the {@code mode} that the log
   * has for it, e.g. {@code limited-rate}.
   */
  public Map<String, Long> refusals() throws RuntimeApiException {
    // # table: sixgate_refusals, type: string, size:100, used:1
    // 0x7f1c2c02a5f8: key=limited-rate use=0 exp=0 shard=0 gpc0=31
    String request = "show table " + REFUSALS;
    List<String> answer = socket.ask(request);
    if (answer.isEmpty() || !answer.get(0).startsWith("# table: " + REFUSALS + ",")) {
      throw refused(request, answer);
    }
    Map<String, Long> refusals = new TreeMap<>();
    for (String line : answer) {
      Matcher row = REFUSAL.matcher(line);
      if (row.find()) {
        refusals.put(row.group(1), Long.parseLong(row.group(2)));
      }
    }
    return refusals;
  }

  /** The counters of a frontend since this process started; empty if it has no such frontend. */
  public Map<String, Long> counters(String frontend) throws RuntimeApiException {
    // # pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,…
    // sixgate_http,FRONTEND,,,0,1,4000,12,1024,9311,0,…
    List<String> answer = socket.ask("show stat");
    if (answer.isEmpty() || !answer.get(0).startsWith("# pxname,")) {
      throw refused("show stat", answer);
    }
    String[] names = answer.get(0).substring(2).split(",");
    Map<String, Long> counters = new TreeMap<>();
    for (String line : answer) {
      if (line.startsWith(frontend + ",FRONTEND,")) {
        String[] fields = line.split(",", -1);
        for (int i = 2; i < Math.min(names.length, fields.length); i++) {
          if (NUMBER.matcher(fields[i]).matches()) {
            counters.put(names[i], Long.parseLong(fields[i]));
          }
        }
      }
    }
    return counters;
  }

  /** Hands each line of a table's answer to the sink: its head, then a row each. */
  public void table(String table, Consumer<String> eachLine) throws RuntimeApiException {
    socket.ask("show table " + MapCommand.word(table), eachLine);
  }

  /**
   * Tells that mail to the host at this address fails, or does no more. HAProxy forgets it within
   * two minutes.
   */
  public void markFailed(String address, boolean failed) throws RuntimeApiException {
    writer.expectSilence(
        "set table %s key %s data.gpc0_rate %d"
            .formatted(HOSTS, MapCommand.word(address), failed ? 1 : 0));
  }

  /** The value of one key, looked up as a rule of the configuration does. */
  public Optional<String> get(Path map, String key) throws RuntimeApiException {
    // type=str, case=sensitive, found=yes, idx=tree, key="q", value="1", type="str"
    // type=str, case=sensitive, found=no
    String request = "get map " + MapCommand.word(map.toString()) + " " + MapCommand.word(key);
    List<String> answer = socket.ask(request);
    if (answer.isEmpty() || !answer.get(0).contains("found=")) {
      throw refused(request, answer);
    }
    int value = answer.get(0).indexOf(VALUE);
    int end = answer.get(0).indexOf('"', value + VALUE.length());
    return value < 0 || end < 0
        ? Optional.empty()
        : Optional.of(answer.get(0).substring(value + VALUE.length(), end));
  }

  /** What the map holds, read back entry by entry. */
  public MapContent read(Path map) throws RuntimeApiException {
    Map<String, String> entries = new HashMap<>();
    boolean[] ambiguous = new boolean[1];
    read(map, (key, value) -> ambiguous[0] |= entries.put(key, value) != null);
    return new MapContent(entries, ambiguous[0]);
  }

  /** Hands each entry that the map holds to the sink. */
  public void read(Path map, BiConsumer<String, String> sink) throws RuntimeApiException {
    List<String> unreadable = new ArrayList<>();
    socket.ask(
        "show map " + MapCommand.word(map.toString()),
        line -> {
          if (line.isEmpty()) {
            return;
          }
          // 0x55cceb9fe340 www.acme.example 2001:db8:a::80|embedded
          int key = line.indexOf(' ') + 1;
          int value = line.indexOf(' ', key) + 1;
          if (!line.startsWith("0x") || value == 0) {
            unreadable.add(line);
          } else {
            sink.accept(line.substring(key, value - 1), line.substring(value));
          }
        });
    if (!unreadable.isEmpty()) {
      throw refused("show map " + map, unreadable);
    }
  }

  /** Adds entries whose keys the map does not hold yet. */
  public void add(Path map, Map<String, String> entries) throws RuntimeApiException {
    writer.add(map, entries);
  }

  /** Gives a key that the map holds another value. */
  public void set(Path map, String key, String value) throws RuntimeApiException {
    writer.set(map, key, value);
  }

  /** Removes a key that the map holds. */
  public void del(Path map, String key) throws RuntimeApiException {
    writer.del(map, key);
  }

  /**
   * Replaces the whole content, in one step, by that of the map's file: lookups see all of the old
   * or all of the new entries. The way for large changes, since its cost per entry does not grow
   * with the map.
   */
  public void replace(Path map) throws RuntimeApiException {
    writer.replace(map);
  }

  private RuntimeApiException refused(String request, List<String> answer) {
    return RuntimeApiException.refused(socket.path(), request, answer);
  }
}
