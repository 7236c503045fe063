package io.sixgate.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.kernel.Sysctl;
import io.sixgate.agent.log.FailureText;
import io.sixgate.cli.doctor.GatewayState.Socket;
import io.sixgate.cli.route.KernelReading;
import io.sixgate.forward.listen.SocketOwners;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.ListeningSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the kernel and HAProxy. */
public final class GatewayReading {
  private static final Path PROC = Path.of("/proc");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HaproxySettings settings;
  private final List<Finding> unanswered = new ArrayList<>();

  private GatewayReading(HaproxySettings settings) {
    this.settings = settings;
  }

  public static GatewayState of(HaproxySettings settings) throws IOException, InterruptedException {
    return new GatewayReading(settings).read();
  }

  private GatewayState read() throws IOException, InterruptedException {
    Optional<HaproxyProcess> haproxy = haproxy();
    master();
    file("configuration", settings.configuration(BridgeConfiguration.PART));
    file("Lua", settings.lua());
    OperatorsBuffer.of(operatorsLines()).ifPresent(unanswered::add);
    return new GatewayState(
        addresses(),
        KernelReading.now(),
        listeners(),
        haproxy,
        unanswered,
        Long.parseLong(Sysctl.read(PROC, "fs.inotify.max_user_watches")));
  }

  /**
   * What {@code ip -json address show} says: {@code
   * [{"ifname":"lo","addr_info":[{"local":"127.0.0.1",…}]}]}
   */
  public static Set<IpAddress> addresses() throws IOException, InterruptedException {
    String text =
        CommandRunner.standard().run(Command.of("ip", "-json", "address", "show")).orThrow();
    Set<IpAddress> addresses = new HashSet<>();
    for (JsonNode device : JSON.readTree(text)) {
      for (JsonNode address : device.path("addr_info")) {
        addresses.add(IpAddress.parse(address.path("local").asText()));
      }
    }
    return addresses;
  }

  /** All TCP sockets that listen, and whose they are. */
  public static List<Socket> listeners() throws IOException {
    List<ListeningSocket> sockets = ListeningSocket.read(PROC);
    Set<String> inodes = new HashSet<>();
    sockets.forEach(socket -> inodes.add(socket.inode()));
    Map<String, SocketOwners.Owner> owners = SocketOwners.of(PROC, inodes);
    return sockets.stream()
        .map(
            socket -> {
              Optional<SocketOwners.Owner> owner = Optional.ofNullable(owners.get(socket.inode()));
              return new Socket(
                  socket.address(),
                  socket.port(),
                  owner
                      .map(SocketOwners.Owner::toString)
                      .orElse("a process that can't be seen from here"),
                  owner.filter(each -> each.name().equals("haproxy")).isPresent());
            })
        .toList();
  }

  private Optional<HaproxyProcess> haproxy() throws IOException {
    // show info: "Name: HAProxy", "Version: 2.6.12-1+deb12u4", "Pid: 462", "Maxconn: 524271",
    // "Ulimit-n: 1048576", "Maxsock: 1048576", …
    Map<String, String> info;
    RuntimeSocket socket =
        new RuntimeSocket(settings.socket(BridgeConfiguration.PART), settings.patience());
    try {
      info = pairs(socket.ask("show info"));
    } catch (RuntimeApiException e) {
      unanswered.add(
          Finding.wrong("HAProxy", e.getMessage(), "systemctl status haproxy; sixgate status"));
      return Optional.empty();
    }
    int pid = Integer.parseInt(info.getOrDefault("Pid", "0"));
    Path statusFile = PROC.resolve(pid + "/status");
    if (!Files.isReadable(statusFile)) {
      unanswered.add(
          Finding.wrong(
              "HAProxy",
              "its process %d can't be seen from here".formatted(pid),
              "run this command as root on the gateway itself"));
      return Optional.empty();
    }
    // Uid:	115	115	115	115 – real, effective, saved, file system; CapEff:	0000000000003400
    Map<String, String> status = pairs(Files.readAllLines(statusFile));
    unanswered.add(
        Finding.ok("HAProxy", "%s answers, process %d".formatted(info.get("Version"), pid)));
    return Optional.of(
        new HaproxyProcess(
            pid,
            info.get("Version"),
            Integer.parseInt(status.get("Uid").split("\\s+")[1]),
            Long.parseUnsignedLong(status.get("CapEff"), 16),
            Long.parseLong(info.get("Maxconn")),
            Long.parseLong(info.get("Ulimit-n")),
            Long.parseLong(info.get("Maxsock"))));
  }

  private void master() {
    RuntimeSocket socket = new RuntimeSocket(settings.masterSocket(), settings.patience());
    try {
      // The master keeps the connection after an answer unless told to quit.
      socket.ask("show proc;quit");
      unanswered.add(Finding.ok("master socket", settings.masterSocket() + " answers"));
    } catch (RuntimeApiException e) {
      unanswered.add(
          Finding.wrong(
              "master socket",
              FailureText.of(e),
              "start HAProxy with -W -S %s, or give --master-socket: without it a change of gateway.yaml is not served"
                  .formatted(settings.masterSocket())));
    }
  }

  private void file(String subject, Path file) {
    unanswered.add(
        Files.isReadable(file)
            ? Finding.ok(subject, file + " is there")
            : Finding.wrong(
                subject,
                file + " is missing or can't be read: HAProxy does not start with it",
                "start sixgate-sni-router, which writes it; the Lua comes with the installation"));
  }

  /**
   * Of files that are there and can be read: HAProxy itself tells what is wrong with the others.
   */
  private List<String> operatorsLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : settings.operatorFiles()) {
      if (Files.isReadable(file) && Files.isRegularFile(file)) {
        lines.addAll(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
      }
    }
    return lines;
  }

  private static Map<String, String> pairs(List<String> lines) {
    Map<String, String> pairs = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        pairs.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return pairs;
  }
}
