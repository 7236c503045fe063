package io.sixgate.lab.haproxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stand-in for HAProxy 2.6: its maps, and of its Runtime API the commands that agents use, with
 * the answers that the real one gives. Unknown commands are refused, and all commands are kept for
 * the test to look at.
 */
public final class FakeHaproxy implements HaproxyServer {
  private final Path socket;
  private final Map<String, FakeMap> maps = new LinkedHashMap<>();
  private final List<String> received = new ArrayList<>();
  private final Map<String, String> refusals = new LinkedHashMap<>();
  private final Map<String, String> counted = new TreeMap<>();
  private final Map<String, Integer> came = new TreeMap<>();
  private final Map<String, String> carried = new TreeMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>(Map.of("SIXGATE_TEST", "64"));
  private ServerSocketChannel listener;
  private Fault fault = Fault.NONE;
  private int pid = 100;

  /** What is wrong with the server as a whole. */
  public enum Fault {
    NONE,
    /** Accepts and never answers. */
    WEDGED,
    /** Answers what nobody can read. */
    GARBAGE
  }

  public FakeHaproxy(Path socket, List<Path> maps) {
    this.socket = socket;
    for (Path map : maps) {
      this.maps.put(map.toString(), new FakeMap(map));
    }
  }

  @Override
  public Path socket() {
    return socket;
  }

  @Override
  public synchronized void restart() throws IOException {
    kill();
    pid++;
    for (FakeMap map : maps.values()) {
      map.load();
    }
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    ServerSocketChannel mine = listener;
    Thread acceptor = new Thread(() -> accept(mine), "fake-haproxy");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  @Override
  public synchronized void kill() throws IOException {
    if (listener != null) {
      listener.close();
      listener = null;
    }
    Files.deleteIfExists(socket);
  }

  @Override
  public void close() throws IOException {
    kill();
  }

  public synchronized void suffer(Fault newFault) {
    fault = newFault;
  }

  /** As somebody else's {@code add map}. */
  public synchronized void addBehindOurBack(Path map, String key, String value) {
    String[] words = {"add", "map", map.toString(), key, value};
    maps.get(map.toString()).carryOut(words, false, List.of());
  }

  /** As {@code setenv} in a configuration. */
  public synchronized void setEnvironment(String name, String value) {
    environment.put(name, value);
  }

  /** From now on a command that starts with this text gets this answer and changes nothing. */
  public synchronized void refuse(String commandStart, String answer) {
    refusals.put(commandStart, answer);
  }

  public synchronized void refuseNothing() {
    refusals.clear();
  }

  /** The commands so far, payload lines behind theirs, and forgets them. */
  public synchronized List<String> takeReceived() {
    List<String> taken = List.copyOf(received);
    received.clear();
    return taken;
  }

  /** What is held, as the commands that would bring an empty server there. */
  public synchronized List<String> state() {
    List<String> commands = new ArrayList<>();
    maps.values().forEach(map -> map.describe(commands));
    return commands;
  }

  private void accept(ServerSocketChannel mine) {
    try {
      while (true) {
        SocketChannel connection = mine.accept();
        Thread worker = new Thread(() -> serve(connection), "fake-haproxy-connection");
        worker.setDaemon(true);
        worker.start();
      }
    } catch (ClosedChannelException stopped) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(connection), StandardCharsets.UTF_8));
      String command = in.readLine();
      if (command == null) {
        return;
      }
      List<String> payload = new ArrayList<>();
      if (command.endsWith(" <<")) {
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          payload.add(line);
        }
      }
      String answer = answer(command, payload);
      if (answer == null) {
        in.read(); // wedged: until the client gives up
        return;
      }
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(answer);
      while (bytes.hasRemaining()) {
        connection.write(bytes);
      }
    } catch (IOException clientWentAway) {
      // As HAProxy: what was carried out stays, the answer is lost.
    }
  }

  /** So many clients come to a STARTTLS port. */
  public synchronized void come(String protocol, int clients) {
    came.merge(protocol, clients, Integer::sum);
  }

  private synchronized String answer(String command, List<String> payload) {
    received.add(command);
    received.addAll(payload);
    if (fault == Fault.WEDGED) {
      return null;
    }
    if (fault == Fault.GARBAGE) {
      return "\u0000\u0001?\n0x1\n\n";
    }
    for (Map.Entry<String, String> refusal : refusals.entrySet()) {
      if (command.startsWith(refusal.getKey())) {
        return refusal.getValue() + "\n\n";
      }
    }
    String[] words = command.split(" ");
    if (command.equals("show info")) {
      return "Name: HAProxy\nVersion: 2.6.12-fake\nPid: %d\nStart_time_sec: %d\n\n"
          .formatted(pid, 1_700_000_000 + pid);
    }
    if (command.equals("show stat")) {
      return "# pxname,svname,scur,status,ereq,dcon,\nfront,FRONTEND,0,OPEN,0,0,\n\n";
    }
    if (command.startsWith("show env ")) {
      String value = environment.get(words[2]);
      return value == null ? "Variable not found\n\n" : words[2] + "=" + value + "\n\n";
    }
    if (command.startsWith("show table sixgate_refusals")) {
      StringBuilder table =
          new StringBuilder("# table: sixgate_refusals, type: string, size:100\n");
      counted.forEach(
          (reason, times) ->
              table.append("0x7f: key=%s use=0 exp=0 shard=0 gpc0=%s\n".formatted(reason, times)));
      return table.append('\n').toString();
    }
    // set table sixgate_refusals key unknown data.gpc0 12
    if (command.startsWith("set table sixgate_refusals key ") && words.length == 7) {
      counted.put(words[4], words[6]);
      return "\n";
    }
    if (command.startsWith("show table sixgate_starttls_counts")) {
      StringBuilder table =
          new StringBuilder("# table: sixgate_starttls_counts, type: string, size:32, used:1\n");
      came.forEach(
          (protocol, times) ->
              table.append(
                  "0x7f: key=%s use=0 exp=0 conn_cnt=%s gpc0=0 gpc1=0 gpc2=0 gpc3=0 gpc4=0 gpc5=0 gpc6=0 gpc7=0\n"
                      .formatted(protocol, times)));
      return table.append('\n').toString();
    }
    // An entry without anything counted: what is in an array of counters cannot be set.
    if (command.startsWith("set table sixgate_starttls_counts key ") && words.length == 5) {
      came.put(words[4], 0);
      return "\n";
    }
    if (command.startsWith("show table sixgate_traffic")) {
      StringBuilder table =
          new StringBuilder("# table: sixgate_traffic, type: string, size:100, used:1\n");
      carried.forEach(
          (key, counts) ->
              table.append("0x7f: key=%s use=0 exp=0 shard=0 %s\n".formatted(key, counts)));
      return table.append('\n').toString();
    }
    // set table sixgate_traffic key acme|443|4 data.conn_cnt 3 data.bytes_in_cnt 900
    // data.bytes_out_cnt 1200
    if (command.startsWith("set table sixgate_traffic key ") && words.length == 11) {
      carried.put(
          words[4],
          "conn_cnt=%s bytes_in_cnt=%s bytes_out_cnt=%s gpc0=0 gpc1=0 gpc2=0 gpc3=0"
              .formatted(words[6], words[8], words[10]));
      return "\n";
    }
    // set table sixgate_hosts key 2001:db8:a::80 data.gpc0_rate 1
    if (command.startsWith("set table sixgate_hosts key ") && words.length == 7) {
      return "\n";
    }
    if (command.startsWith("show table ")) {
      return "No such table\n\n";
    }
    if (words.length < 3 || !words[1].equals("map")) {
      return "Unknown command: '" + command + "'\n\n";
    }
    boolean versioned = words[2].startsWith("@");
    FakeMap map = maps.get(words[versioned ? 3 : 2]);
    if (map == null) {
      return "Unknown map identifier. Please use #<id> or <file>.\n\n";
    }
    String reply = map.carryOut(words, versioned, payload);
    return reply == null ? "Unknown command: '" + command + "'\n\n" : reply + "\n";
  }
}
